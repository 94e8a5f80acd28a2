package org.breakwater.script.module.dialog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A call that is followed. Safe on any thread. */
final class Dialog {

    /**
     * What never changes.
     *
     * @param entry hash entry, from the Call-ID
     * @param id number within this server
     * @param fromTag the caller's tag
     * @param requestUri Request-URI the INVITE came with
     * @param startedAt epoch seconds of the INVITE
     */
    record Identity(
            int entry,
            int id,
            String callId,
            String fromTag,
            String fromUri,
            String toUri,
            String requestUri,
            long startedAt) {}

    private final Identity identity;
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private DialogState state = DialogState.UNCONFIRMED;
    private String toTag = "";
    private Leg caller;
    private Leg callee = Leg.UNKNOWN;
    private DialogOptions options;
    private int flags;
    private int lifetime;
    private long answeredAt;
    private long endedAt;
    private long deadline;

    Dialog(Identity identity, Leg caller, DialogOptions options, int lifetime) {
        this.identity = identity;
        this.caller = caller;
        this.options = options;
        this.lifetime = lifetime;
    }

    /** One that was kept over a restart. */
    static Dialog restored(DialogRow row) {
        int lifetime = (int) Math.max(1, row.timeout() - row.answeredAt());
        Dialog dialog = new Dialog(row.identity(), row.caller(), row.options(), lifetime);
        dialog.variables.putAll(row.variables());
        dialog.state = row.state();
        dialog.answeredAt = row.answeredAt();
        dialog.flags = row.flags();
        dialog.answered(row.toTag(), row.callee());
        return dialog;
    }

    Identity identity() {
        return identity;
    }

    Map<String, String> variables() {
        return variables;
    }

    synchronized DialogState state() {
        return state;
    }

    /** Goes on to a later state; false, and nothing changed, when it is there or past it. */
    synchronized boolean advance(DialogState next, long nowSeconds) {
        if (next.number() <= state.number()) {
            return false;
        }
        state = next;
        if (next == DialogState.CONFIRMED_WITHOUT_ACK) {
            answeredAt = nowSeconds;
        } else if (next == DialogState.DELETED) {
            endedAt = nowSeconds;
        }
        return true;
    }

    /** The callee's tag; empty before it is known. */
    synchronized String toTag() {
        return toTag;
    }

    /** What the answer told of the callee. */
    synchronized void answered(String tag, Leg leg) {
        toTag = tag == null ? "" : tag;
        callee = leg;
    }

    synchronized Leg caller() {
        return caller;
    }

    synchronized Leg callee() {
        return callee;
    }

    /** Notes a party's CSeq and, when it gave one, its new Contact. */
    synchronized void heardFrom(boolean fromCaller, long cseq, String contact) {
        Leg leg = (fromCaller ? caller : callee).withCseq(cseq);
        Leg changed = contact == null ? leg : leg.withContact(contact);
        if (fromCaller) {
            caller = changed;
        } else {
            callee = changed;
        }
    }

    synchronized DialogOptions options() {
        return options;
    }

    synchronized void setOptions(DialogOptions newOptions) {
        options = newOptions;
    }

    /** Script flags, one bit each. */
    synchronized int flags() {
        return flags;
    }

    synchronized void setFlags(int newFlags) {
        flags = newFlags;
    }

    /** Seconds the call may last. */
    synchronized int lifetime() {
        return lifetime;
    }

    synchronized void setLifetime(int seconds) {
        lifetime = seconds;
    }

    /** Epoch seconds of the answer, 0 before it. */
    synchronized long answeredAt() {
        return answeredAt;
    }

    /** Epoch seconds of the end, 0 before it. */
    synchronized long endedAt() {
        return endedAt;
    }

    /** Epoch seconds at which the sweep has to look at it. */
    synchronized long deadline() {
        return deadline;
    }

    synchronized void setDeadline(long epochSeconds) {
        deadline = epochSeconds;
    }

    /** Seconds from the answer to now, or to the end. */
    synchronized long duration(long nowSeconds) {
        return answeredAt == 0 ? 0 : (endedAt == 0 ? nowSeconds : endedAt) - answeredAt;
    }

    /** Whether a message from the caller's side (or the INVITE's replies) has these tags; an empty To tag fits. */
    boolean isDownstream(String from, String to) {
        String mine = toTag();
        return identity.fromTag.equals(from) && (to == null || to.isEmpty() || mine.isEmpty() || mine.equals(to));
    }

    /** Whether a message from the callee's side has these tags. */
    boolean isUpstream(String from, String to) {
        String mine = toTag();
        return identity.fromTag.equals(to) && (mine.isEmpty() || mine.equals(from));
    }

    /** The value of the cookie in Record-Route. */
    String cookie() {
        return Integer.toHexString(identity.entry) + '.' + Integer.toHexString(identity.id);
    }
}
