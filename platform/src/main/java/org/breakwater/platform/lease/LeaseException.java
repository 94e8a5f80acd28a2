package org.breakwater.platform.lease;

/** The database did not answer, so that nothing is known about a lease. */
public final class LeaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseException(String message) {
        super(message);
    }
}
