package org.breakwater.presence.document.dialog;

/**
 * What names a dialog, seen from whom the document is about: for picking up a ringing call {@code localTag} is the
 * callee's. Empty when not said.
 */
public record CallIds(String callId, String localTag, String remoteTag) {

    /** Nothing said. */
    public static final CallIds NONE = new CallIds("", "", "");
}
