package org.breakwater.script.module.msilo;

import org.breakwater.platform.directory.DirectoryName;

/**
 * A message in the table.
 *
 * @param id 0 before it is in the table
 * @param owner who shall get it
 * @param from URI of the sender
 * @param to URI it was sent to
 * @param callId Call-ID
 * @param contentType Content-Type, at most 32 characters
 * @param body as on the wire
 * @param storedAt seconds since 1970
 * @param claim what {@code snd_time} was when it was read: 0 unless somebody began to send it
 */
record StoredMessage(
        long id,
        DirectoryName owner,
        String from,
        String to,
        String callId,
        String contentType,
        String body,
        long storedAt,
        long claim) {}
