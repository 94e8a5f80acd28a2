package org.breakwater.presence.xcap;

/** If-Match and If-None-Match (RFC 9110 §13.1). */
final class Condition {

    private Condition() {}

    /**
     * Whether the request may go on.
     *
     * @param etag of the document, empty when there is none
     * @param exists whether what is asked for exists
     */
    static boolean holds(XcapRequest.Fields fields, String etag, boolean exists) {
        return (fields.ifMatch().isBlank() || matches(fields.ifMatch(), etag, exists))
                && (fields.ifNoneMatch().isBlank() || !matches(fields.ifNoneMatch(), etag, exists));
    }

    private static boolean matches(String field, String etag, boolean exists) {
        if (field.strip().equals("*")) {
            return exists;
        }
        if (etag.isEmpty()) {
            return false;
        }
        for (String tag : field.split(",")) {
            String bare = tag.strip();
            bare = bare.startsWith("W/") ? bare.substring(2) : bare;
            if (bare.equals("\"" + etag + "\"")) {
                return true;
            }
        }
        return false;
    }
}
