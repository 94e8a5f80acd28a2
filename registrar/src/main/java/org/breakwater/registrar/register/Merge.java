package org.breakwater.registrar.register;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;

/** Puts the contacts of one REGISTER in place of the bindings they match (RFC 3261 §10.3 step 7). */
final class Merge implements Location.Change {

    private final RegisterRequest request;
    private final RegisterPolicy policy;
    private final List<Registrar.Wish> wishes;
    private final int cseq;
    private final RecordIds ruids;
    private final Registrar.Moment received;
    private final long now;
    private RegisterResult refusal;
    private RegisterResult.Outcome outcome;
    private boolean tooMany;
    private List<Binding> valid = List.of();

    Merge(
            RegisterRequest request,
            RegisterPolicy policy,
            List<Registrar.Wish> wishes,
            int cseq,
            RecordIds ruids,
            long nowMillis) {
        this.request = request;
        this.policy = policy;
        this.wishes = wishes;
        this.cseq = cseq;
        this.ruids = ruids;
        this.received = new Registrar.Moment(nowMillis, ruids.origin());
        this.now = received.second();
    }

    RegisterResult refusal() {
        return refusal;
    }

    /** Whether nothing changed because there would have been too many; {@link #valid} is what there is. */
    boolean isTooMany() {
        return tooMany;
    }

    RegisterResult.Outcome outcome() {
        return outcome;
    }

    List<Binding> valid() {
        return valid;
    }

    @Override
    public List<Binding> apply(List<Binding> before) {
        refusal = null;
        tooMany = false;
        outcome = RegisterResult.Outcome.REMOVED;
        List<Binding> bindings = new ArrayList<>(before.size() + wishes.size());
        for (Binding b : before) {
            if (b.isValid(now)) {
                bindings.add(b);
            }
        }
        for (Registrar.Wish wish : wishes) {
            if (!merge(bindings, wish)) {
                return before;
            }
        }
        if (policy.newestOnly()) {
            keepOnlyNew(before, bindings);
        }
        if (policy.maxContacts() > 0 && bindings.size() > policy.maxContacts()) {
            tooMany = true;
            valid = before.stream().filter(b -> b.isValid(now)).toList();
            return before;
        }
        valid = bindings;
        return bindings;
    }

    /** Drops what was there before and this REGISTER did not touch. */
    private static void keepOnlyNew(List<Binding> before, List<Binding> bindings) {
        bindings.removeIf(b -> before.stream().anyMatch(old -> old == b));
    }

    private boolean merge(List<Binding> bindings, Registrar.Wish wish) {
        int at = find(bindings, wish);
        if (at >= 0 && isOlder(bindings.get(at))) {
            refusal = RegisterResult.refused(500, "CSeq Out of Order", "Retry-After: 3\r\n");
            return false;
        }
        if (wish.seconds() == 0) {
            if (at >= 0) {
                bindings.remove(at);
            }
            return true;
        }
        String ruid = at >= 0 ? bindings.get(at).ruid() : ruids.next();
        Binding binding = wish.binding(request, ruid, cseq, received, policy.defaultQ());
        if (at >= 0) {
            replace(bindings, at, binding);
            outcome = outcome == RegisterResult.Outcome.INSERTED ? outcome : RegisterResult.Outcome.UPDATED;
        } else {
            insert(bindings, binding);
            outcome = RegisterResult.Outcome.INSERTED;
        }
        return true;
    }

    private static void replace(List<Binding> bindings, int at, Binding binding) {
        if (bindings.get(at).q() == binding.q()) {
            bindings.set(at, binding);
        } else {
            bindings.remove(at);
            insert(bindings, binding);
        }
    }

    /** Behind those that are preferred or came before it with the same preference. */
    private static void insert(List<Binding> bindings, Binding binding) {
        int at = bindings.size();
        while (at > 0 && bindings.get(at - 1).q() < binding.q()) {
            at--;
        }
        bindings.add(at, binding);
    }

    /** A REGISTER of the same Call-ID whose CSeq does not grow came out of order; an equal one is a retransmission. */
    private boolean isOlder(Binding binding) {
        return binding.registration().callId().equals(request.message().callId())
                && cseq < binding.registration().cseq();
    }

    private int find(List<Binding> bindings, Registrar.Wish wish) {
        for (int i = 0; i < bindings.size(); i++) {
            if (matches(bindings.get(i), wish)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(Binding b, Registrar.Wish wish) {
        if (wish.instance() != null && wish.regId() > 0 && b.device().instance() != null) {
            return wish.instance().equals(b.device().instance())
                    && wish.regId() == b.device().regId();
        }
        if (!b.contact().equals(wish.contact().uriText())) {
            return false;
        }
        return switch (policy.matching()) {
            case CONTACT -> true;
            case CONTACT_AND_CALL_ID ->
                b.registration().callId().equals(request.message().callId());
            case CONTACT_AND_PATH -> java.util.Objects.equals(b.route().path(), wish.path());
        };
    }
}
