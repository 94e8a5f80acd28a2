package org.breakwater.script.module.uac;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipParseException;

/** Queues another display name and URI for From or To; the tag stays. */
final class AddressRewrite {

    private AddressRewrite() {}

    /**
     * Rewrites.
     *
     * @param display with its quotes if it has any, empty to leave it away, null to keep the old one
     * @param uri null or empty to keep the old one
     * @return the URI as it was, or null when the header field is missing or malformed
     */
    static String rewrite(ScriptContext ctx, HeaderName name, String display, String uri) {
        HeaderIndex index = ctx.message().index();
        int field = index.first(name);
        if (field < 0) {
            return null;
        }
        try {
            NameAddr old = NameAddr.parse(index.value(field));
            String newUri = uri == null || uri.isEmpty() ? old.uriText() : uri;
            String newDisplay = display != null ? display : old.displayName() == null ? "" : old.displayName();
            String gap = newDisplay.isEmpty() ? "" : " ";
            ctx.edits()
                    .replace(
                            index.valueStart(field),
                            index.valueEnd(field),
                            newDisplay + gap + '<' + newUri + '>' + old.params());
            return old.uriText();
        } catch (SipParseException e) {
            return null;
        }
    }
}
