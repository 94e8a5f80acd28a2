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
     * @see #add
     */
    public static final class Operation {
        private final int server;
        private final long fromMillis;
        private final long toMillis;
        private final int cseq;
        private boolean lost;
        private boolean held;

        Operation(int server, long fromMillis, long toMillis, int cseq) {
            this.server = server;
            this.fromMillis = fromMillis;
            this.toMillis = toMillis;
            this.cseq = cseq;
        }

        /** Another server has it: from now on it must not be lost. */
        public void held() {
            held = true;
        }

        private boolean isAcknowledged() {
            return held || !lost;
        }

        /** Certainly earlier: a removal wins over what was registered in its very millisecond. */
        private boolean isBefore(Operation other) {
            if (other.cseq == 0) {
                return cseq != 0 ? toMillis <= other.fromMillis : toMillis < other.fromMillis;
            }
            return toMillis < other.fromMillis || cseq != 0 && toMillis == other.fromMillis && cseq < other.cseq;
        }

        @Override
        public String toString() {
            return (cseq == 0 ? "removal" : "CSeq " + cseq) + " at " + fromMillis + ".." + toMillis + " on server "
                    + server + (held ? ", held" : lost ? ", lost" : "");
        }
    }

    /**
     * Notes an operation.
     *
     * @param server where
     * @param fromMillis time received, as the server put it; the earliest when it is not known exactly
     * @param toMillis the latest
     * @param cseq its CSeq; 0 for a removal
     */
    public Operation add(String phone, int server, long fromMillis, long toMillis, int cseq) {
        Operation operation = new Operation(server, fromMillis, toMillis, cseq);
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
        List<Operation> acknowledged =
                operations.stream().filter(Operation::isAcknowledged).toList();
        boolean possible = cseq == 0 && acknowledged.isEmpty();
        for (Operation o : operations) {
            possible |= o.cseq == cseq && acknowledged.stream().noneMatch(o::isBefore);
        }
        return possible ? "" : phone + " has CSeq " + cseq + " after " + operations;
    }
}
