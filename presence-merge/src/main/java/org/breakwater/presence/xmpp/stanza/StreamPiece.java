package org.breakwater.presence.xmpp.stanza;

/** What a stream consists of. */
public sealed interface StreamPiece {

    /**
     * The stream begins.
     *
     * @param id what the server calls it; empty when it does not say
     * @param from who the server says it is
     */
    record Opened(String id, String from) implements StreamPiece {}

    /** An element on the first level, as it was written. */
    record Whole(String text) implements StreamPiece {}

    /** The stream ended. */
    record Closed() implements StreamPiece {}
}
