package org.breakwater.platform.lifecycle;

/**
 * Something that is started with the server and stopped with it.
 *
 * @param name for the log and for error messages
 * @param start returns when the part works; throws when it cannot
 * @param stop returns when the part is at rest
 */
public record Part(String name, Action start, Action stop) {

    /** A part that needs no start. */
    public static Part closing(String name, AutoCloseable closed) {
        return new Part(name, () -> {}, closed::close);
    }

    /** A step that may fail. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Exception;
    }
}
