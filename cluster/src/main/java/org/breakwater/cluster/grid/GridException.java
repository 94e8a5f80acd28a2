package org.breakwater.cluster.grid;

/** The cluster cannot be entered. The message is for the administrator. */
public final class GridException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GridException(String message, Throwable cause) {
        super(message, cause);
    }
}
