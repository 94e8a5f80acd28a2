package org.breakwater.platform.security;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A part of all accounts, under one lock. Times are nanoseconds of the monotonic clock. */
final class AccountStripe {

    private static final int SOURCES_OF_AN_ACCOUNT = 32;

    private final AccountLimits limits;
    private final int mostFailing;
    private final Map<String, FailureCount> failures;
    private final Map<String, Closure> closures;
    private final Map<String, Sentence> past;
    private final Map<String, Map<Address128, Boolean>> owners;
    private final Deque<AccountGuard.Attempt> reopened = new ArrayDeque<>();

    AccountStripe(AccountLimits limits, int mostFailing, int mostOwned) {
        this.limits = limits;
        this.mostFailing = mostFailing;
        this.failures = BoundedMap.forgettingQuietest(mostFailing);
        this.closures = new HashMap<>();
        this.past = BoundedMap.forgettingFirst(mostFailing);
        this.owners = BoundedMap.forgettingQuietest(mostOwned);
    }

    private record Closure(AccountGuard.Attempt cause, Sentence sentence) {}

    synchronized boolean accepts(String account, Address128 source, long now) {
        return isOpen(account, now) || isOwner(account, source);
    }

    /** Length of the closure that begins, 0 when none does. */
    synchronized long failed(String account, Address128 source, AccountGuard.Attempt attempt, long now) {
        if (!isOpen(account, now) || isOwner(account, source)) {
            return 0;
        }
        FailureCount count = failures.computeIfAbsent(account, k -> new FailureCount(now));
        if (!count.reaches(limits.failures(), now, limits.windowSeconds() * Sentence.SECOND)) {
            return 0;
        }
        failures.remove(account);
        return close(account, attempt, now);
    }

    synchronized void succeeded(String account, Address128 source) {
        owners.computeIfAbsent(account, k -> BoundedMap.forgettingQuietest(SOURCES_OF_AN_ACCOUNT))
                .put(source, true);
    }

    synchronized void takeReopened(long now, List<AccountGuard.Attempt> all) {
        Iterator<Map.Entry<String, Closure>> it = closures.entrySet().iterator();
        while (it.hasNext()) {
            Map.Entry<String, Closure> entry = it.next();
            if (!entry.getValue().sentence().isInForce(now)) {
                it.remove();
                end(entry.getKey(), entry.getValue());
            }
        }
        all.addAll(reopened);
        reopened.clear();
    }

    synchronized int closed(long now) {
        return (int) closures.values().stream()
                .filter(c -> c.sentence().isInForce(now))
                .count();
    }

    private boolean isOpen(String account, long now) {
        Closure closure = closures.get(account);
        return closure == null || !closure.sentence().isInForce(now);
    }

    private boolean isOwner(String account, Address128 source) {
        Map<Address128, Boolean> sources = owners.get(account);
        return sources != null && sources.containsKey(source);
    }

    /** When there is no room for one more, no account is closed: the limits of a source still hold. */
    private long close(String account, AccountGuard.Attempt attempt, long now) {
        Closure before = closures.remove(account);
        if (before != null) {
            end(account, before);
        } else if (closures.size() >= mostFailing) {
            return 0;
        }
        Sentence sentence = Sentence.after(
                past.remove(account),
                now,
                limits.delaySeconds() * Sentence.SECOND,
                limits.maxDelaySeconds() * Sentence.SECOND);
        closures.put(account, new Closure(attempt, sentence));
        return sentence.length();
    }

    private void end(String account, Closure closure) {
        past.remove(account);
        past.put(account, closure.sentence());
        if (reopened.size() < mostFailing) {
            reopened.add(closure.cause());
        }
    }
}
