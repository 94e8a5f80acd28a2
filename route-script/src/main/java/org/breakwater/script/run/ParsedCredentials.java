package org.breakwater.script.run;

import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Digest credentials of a message, parsed once however often the script asks.
 *
 * @param message the message they stand in
 * @param field index of their header field
 * @param credentials null when they are malformed
 */
public record ParsedCredentials(SipMessage message, int field, DigestCredentials credentials) {

    private static final ContextKey<ParsedCredentials> KEY = new ContextKey<>("credentials");

    /** The credentials in a header field of the context's message, or null when they are malformed. */
    public static DigestCredentials of(ScriptContext ctx, int field) {
        ParsedCredentials last = ctx.attachments().get(KEY);
        if (last == null || last.field != field || last.message != ctx.message()) {
            last = new ParsedCredentials(ctx.message(), field, parse(ctx.message(), field));
            ctx.attachments().put(KEY, last);
        }
        return last.credentials;
    }

    private static DigestCredentials parse(SipMessage message, int field) {
        try {
            return DigestCredentials.parse(message.index().value(field));
        } catch (SipParseException e) {
            return null;
        }
    }
}
