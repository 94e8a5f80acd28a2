package org.breakwater.sip.message;

/** Request methods the stack knows by name; every other token is {@link #OTHER}. Method names are case-sensitive. */
public enum Method {
    INVITE,
    ACK,
    BYE,
    CANCEL,
    REGISTER,
    OPTIONS,
    SUBSCRIBE,
    NOTIFY,
    PUBLISH,
    MESSAGE,
    INFO,
    PRACK,
    UPDATE,
    REFER,
    /** Any other token; see {@link SipMessage#methodName()}. */
    OTHER;

    private static final Method[] KNOWN = values();

    /** The method of a token. */
    public static Method of(String token) {
        for (Method m : KNOWN) {
            if (m != OTHER && m.name().equals(token)) {
                return m;
            }
        }
        return OTHER;
    }

    /** The method named by the bytes {@code start} to {@code end} (exclusive). */
    public static Method of(byte[] bytes, int start, int end) {
        int length = end - start;
        for (Method m : KNOWN) {
            if (m != OTHER && m.name().length() == length && matches(m.name(), bytes, start)) {
                return m;
            }
        }
        return OTHER;
    }

    private static boolean matches(String name, byte[] bytes, int start) {
        for (int i = 0; i < name.length(); i++) {
            if (bytes[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
