package org.breakwater.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done to phones and what must be true in the end: every phone is as its latest acknowledged operation left it,
 * or as a later one did that was not acknowledged. Operations are ordered as the merge rule orders them: by the time
 * received; a removal before registrations of the same millisecond counts as the later one; then by CSeq.
 */
public final class History {

    private final Map<String, List<Operation>> byPhone = new HashMap<>();

    /**
     * One REGISTER.
     *
     * @param server where
     * @param effectiveMillis time received, as the server put it
     * @param cseq its CSeq; 0 for a removal
     */
    public static final class Operation {
        private final int server;
        private final long effectiveMillis;
        private final int cseq;
        private boolean lost;
        private boolean held;

        Operation(int server, long effectiveMillis, int cseq) {
            this.server = server;
            this.effectiveMillis = effectiveMillis;
            this.cseq = cseq;
        }

        /** Another server has it: from now on it must not be lost. */
        public void held() {
            held = true;
        }

        private boolean isAcknowledged() {
            return held || !lost;
        }

        private boolean isBefore(Operation other) {
            if (effectiveMillis != other.effectiveMillis) {
                return effectiveMillis < other.effectiveMillis;
            }
            return other.cseq == 0 || cseq != 0 && cseq < other.cseq;
        }
    }

    /** Notes an operation. */
    public Operation add(String phone, int server, long effectiveMillis, int cseq) {
        Operation operation = new Operation(server, effectiveMillis, cseq);
        byPhone.computeIfAbsent(phone, p -> new ArrayList<>()).add(operation);
        return operation;
    }

    /** A server lost its memory: what nobody else had is lost. */
    public void crashed(int server) {
        byPhone.values().forEach(list -> list.forEach(o -> o.lost |= o.server == server && !o.held));
    }

    /** How many operations there were. */
    public int size() {
        return byPhone.values().stream().mapToInt(List::size).sum();
    }

    /** Phones that something was done to. */
    public Iterable<String> phones() {
        return byPhone.keySet();
    }

    /**
     * Judges the end.
     *
     * @param cseq CSeq of the phone's binding, 0 when it has none
     * @return empty when it is right, else what is wrong
     */
    public String judge(String phone, int cseq) {
        List<Operation> operations = byPhone.get(phone);
        Operation latest = null;
        for (Operation o : operations) {
            if (o.isAcknowledged() && (latest == null || latest.isBefore(o))) {
                latest = o;
            }
        }
        boolean possible = cseq == 0 && latest == null;
        for (Operation o : operations) {
            possible |= o.cseq == cseq && (latest == null || o == latest || !o.isBefore(latest));
        }
        return possible
                ? ""
                : phone + " has CSeq " + cseq + ", but its latest acknowledged operation left "
                        + (latest == null
                                ? "nothing"
                                : latest.cseq + " at " + latest.effectiveMillis + " of server " + latest.server);
    }
}
