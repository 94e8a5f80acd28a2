package org.breakwater.platform.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.time.TimeSource;

/**
 * Slows down guessing at one account from many addresses, which no limit of a source stops.
 *
 * <p>Too many wrong passwords close an account for some time to addresses from which it has never been used with the
 * right password; each further time within a day is twice as long. An address that has proved the password before is
 * always let through and its failures are not counted here, so that nobody can lock an owner out. Trusted networks are let
 * through as well.
 *
 * <p>Safe on any thread; a call takes a lock shared with a sixteenth of all accounts. Remembered are 65,536 accounts with
 * failures, 65,536 that were closed lately and 262,144 with the last 32 addresses each that proved the password; what
 * was quiet longest is forgotten first. Nothing survives a restart.
 */
public final class AccountGuard {

    private static final int STRIPES = 16;
    private static final int FAILING_PER_STRIPE = 4096;
    private static final int OWNED_PER_STRIPE = 16_384;
    private static final int LONGEST_NAME = 256;

    private final NetworkList trusted;
    private final TimeSource time;
    private final AccountStripe[] stripes = new AccountStripe[STRIPES];

    /** {@code trusted} is always let through. */
    public AccountGuard(AccountLimits limits, NetworkList trusted, TimeSource time) {
        this.trusted = trusted;
        this.time = time;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new AccountStripe(limits, FAILING_PER_STRIPE, OWNED_PER_STRIPE);
        }
    }

    /**
     * An attempt to use an account.
     *
     * @param account the account, as one name however it was written
     * @param source the socket's address
     * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}
     */
    public record Attempt(String account, InetSocketAddress source, String transport) {}

    /** Whether credentials of the account count at all when they come from there. */
    public boolean accepts(String account, InetAddress source) {
        String key = key(account);
        return trusted.contains(source) || stripe(key).accepts(key, SourceKey.of(source), time.monotonicNanos());
    }

    /**
     * Counts a wrong password that {@link #accepts} let through.
     *
     * @return for how long the account is closed to new addresses from now on, when this failure was one too many
     */
    public Optional<Duration> failed(Attempt attempt) {
        InetAddress source = attempt.source().getAddress();
        if (trusted.contains(source)) {
            return Optional.empty();
        }
        String key = key(attempt.account());
        long nanos = stripe(key).failed(key, SourceKey.of(source), attempt, time.monotonicNanos());
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** Says that the right password came from there: that address is the owner's. */
    public void succeeded(String account, InetAddress source) {
        String key = key(account);
        stripe(key).succeeded(key, SourceKey.of(source));
    }

    /** The accounts that opened again since the last call, each with the attempt that had closed it. */
    public List<Attempt> reopened() {
        List<Attempt> all = new ArrayList<>();
        for (AccountStripe stripe : stripes) {
            stripe.takeReopened(time.monotonicNanos(), all);
        }
        return all;
    }

    /** How many accounts are closed to new addresses. */
    public int closed() {
        int closed = 0;
        for (AccountStripe stripe : stripes) {
            closed += stripe.closed(time.monotonicNanos());
        }
        return closed;
    }

    private static String key(String account) {
        return account.length() <= LONGEST_NAME ? account : account.substring(0, LONGEST_NAME);
    }

    private AccountStripe stripe(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return stripes[hash >>> 28];
    }
}
