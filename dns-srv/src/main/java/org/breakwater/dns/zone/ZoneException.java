package org.breakwater.dns.zone;

/** A zone breaks a rule of the DNS or its file cannot be read. The message says where and what to do. */
public final class ZoneException extends Exception {

    private static final long serialVersionUID = 1L;

    /** {@code message} is meant for the administrator. */
    public ZoneException(String message) {
        super(message);
    }
}
