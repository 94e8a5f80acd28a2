package org.breakwater.registrar.location;

/**
 * One contact bound to an address of record.
 *
 * @param ruid unique record id, the key of the row in SQL
 * @param contact the Contact URI as registered
 * @param registration how it was registered
 * @param route how it is reached
 * @param device what registered it
 * @param q preference times 1000, 0 to 1000, or -1 if the phone gave none
 * @param flags branch flags set by the script
 */
public record Binding(
        String ruid, String contact, Registration registration, Reach route, Device device, int q, int flags) {

    /**
     * The REGISTER behind a binding.
     *
     * @param callId its Call-ID
     * @param cseq its CSeq number
     * @param expiresAt second since 1970 at which the binding lapses; {@link #PERMANENT} for never
     * @param receivedMillis millisecond since 1970 at which it was received; SQL keeps the second only
     */
    public record Registration(String callId, int cseq, long expiresAt, long receivedMillis) {

        /** Expiry of bindings made by the administrator. */
        public static final long PERMANENT = 0;

        /** Second since 1970 at which it was last registered. */
        public long modifiedAt() {
            return Math.floorDiv(receivedMillis, 1000L);
        }

        /** Whether the binding still holds. */
        public boolean isValid(long nowSeconds) {
            return expiresAt == PERMANENT || expiresAt > nowSeconds;
        }
    }

    /**
     * The way to a contact.
     *
     * @param received URI of the address it registered from, when that differs from the contact (NAT); or null
     * @param path Path header values (RFC 3327), comma separated; or null
     * @param socket our socket, as {@code tcp:10.0.0.1:5060}; or null
     * @param flowId connection it registered over, 0 for none (UDP); means something to {@code holder} only
     * @param holder the run of the server that took the REGISTER and has the connection, see {@link
     *     org.breakwater.platform.state.Member#text()}; empty when it was read from SQL
     */
    public record Reach(String received, String path, String socket, long flowId, String holder) {

        boolean isAt(String run) {
            return flowId == 0 || holder.equals(run);
        }
    }

    /**
     * The phone.
     *
     * @param instance {@code +sip.instance} without angle brackets and quotes (RFC 5626 §4.1), or null
     * @param regId {@code reg-id} (RFC 5626 §4.2), 0 for none
     * @param userAgent User-Agent, empty if none
     * @param methods bit mask of allowed methods (see {@link MethodMask}), -1 for all
     */
    public record Device(String instance, int regId, String userAgent, int methods) {}

    /** The binding as that run of a server sees it: without a connection that another one has. */
    Binding seenBy(String run) {
        if (route.isAt(run)) {
            return this;
        }
        Reach reach = new Reach(route.received(), route.path(), route.socket(), 0, route.holder());
        return new Binding(ruid, contact, registration, reach, device, q, flags);
    }

    /** The same binding, received at another moment. */
    Binding receivedAt(long millis) {
        Registration r = registration;
        return new Binding(
                ruid, contact, new Registration(r.callId(), r.cseq(), r.expiresAt(), millis), route, device, q, flags);
    }

    /** Whether the binding holds at that second. */
    public boolean isValid(long nowSeconds) {
        return registration.isValid(nowSeconds);
    }
}
