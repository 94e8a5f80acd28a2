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
        if (end == start) {
            return OTHER;
        }
        Method candidate = end - start > 9 ? OTHER : candidate(bytes[start], end - start);
        return candidate != OTHER && matches(candidate.name(), bytes, start) ? candidate : OTHER;
    }

    /** First letter and length tell all known methods apart. */
    private static Method candidate(int first, int length) {
        return switch (first << 4 | length & 0xf) {
            case 'I' << 4 | 6 -> INVITE;
            case 'A' << 4 | 3 -> ACK;
            case 'B' << 4 | 3 -> BYE;
            case 'C' << 4 | 6 -> CANCEL;
            case 'R' << 4 | 8 -> REGISTER;
            case 'O' << 4 | 7 -> OPTIONS;
            case 'S' << 4 | 9 -> SUBSCRIBE;
            case 'N' << 4 | 6 -> NOTIFY;
            case 'P' << 4 | 7 -> PUBLISH;
            case 'M' << 4 | 7 -> MESSAGE;
            case 'I' << 4 | 4 -> INFO;
            case 'P' << 4 | 5 -> PRACK;
            case 'U' << 4 | 6 -> UPDATE;
            case 'R' << 4 | 5 -> REFER;
            default -> OTHER;
        };
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
