package org.breakwater.presence.publication;

/** What becomes of a PUBLISH (RFC 3903 §6). */
public sealed interface PublishOutcome
        permits PublishOutcome.Accepted,
                PublishOutcome.ConditionalRequestFailed,
                PublishOutcome.IntervalTooBrief,
                PublishOutcome.BodyMissing {

    /** Status of the reply. */
    int status();

    /**
     * 200.
     *
     * @param etag SIP-ETag, new each time
     * @param expiresSeconds Expires
     */
    record Accepted(String etag, int expiresSeconds, Change change) implements PublishOutcome {
        @Override
        public int status() {
            return 200;
        }
    }

    /** 412: no publication has that entity tag; the phone publishes anew. */
    record ConditionalRequestFailed() implements PublishOutcome {
        @Override
        public int status() {
            return 412;
        }
    }

    /**
     * 423.
     *
     * @param minExpiresSeconds Min-Expires
     */
    record IntervalTooBrief(int minExpiresSeconds) implements PublishOutcome {
        @Override
        public int status() {
            return 423;
        }
    }

    /** 400: an initial PUBLISH without a body. */
    record BodyMissing() implements PublishOutcome {
        @Override
        public int status() {
            return 400;
        }
    }

    /** What a PUBLISH did. */
    enum Change {
        INITIAL,
        /** It lasts longer, or the document says what the last one said. */
        REFRESHED,
        MODIFIED,
        REMOVED,
        /** An initial one that ends at once. */
        NOTHING
    }
}
