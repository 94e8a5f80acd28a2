package org.breakwater.registrar.location;

import org.breakwater.sip.message.Method;

/** Sets of methods as bits, with the numbers Kamailio stores in column {@code methods}. */
public final class MethodMask {

    /** Every method. */
    public static final int ALL = -1;

    private MethodMask() {}

    /** The bit of a method. */
    public static int bit(Method method) {
        return switch (method) {
            case INVITE -> 1;
            case CANCEL -> 1 << 1;
            case ACK -> 1 << 2;
            case BYE -> 1 << 3;
            case INFO -> 1 << 4;
            case REGISTER -> 1 << 5;
            case SUBSCRIBE -> 1 << 6;
            case NOTIFY -> 1 << 7;
            case MESSAGE -> 1 << 8;
            case OPTIONS -> 1 << 9;
            case PRACK -> 1 << 10;
            case UPDATE -> 1 << 11;
            case REFER -> 1 << 12;
            case PUBLISH -> 1 << 13;
            case OTHER -> 1 << 19;
        };
    }

    /** The bits of an Allow header's value; {@link #ALL} for null. */
    public static int of(String allow) {
        if (allow == null) {
            return ALL;
        }
        int mask = 0;
        for (String token : allow.split(",")) {
            if (!token.isBlank()) {
                mask |= bit(Method.of(token.trim()));
            }
        }
        return mask;
    }

    /** Whether a mask has a method. */
    public static boolean has(int mask, Method method) {
        return (mask & bit(method)) != 0;
    }
}
