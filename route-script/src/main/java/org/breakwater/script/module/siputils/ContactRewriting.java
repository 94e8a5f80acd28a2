package org.breakwater.script.module.siputils;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Changes the URI of every Contact; what else a contact holds stays. */
final class ContactRewriting {

    private ContactRewriting() {}

    /** Gives a contact another URI. */
    @FunctionalInterface
    interface Change {
        /** The new URI, null to leave the contact alone. */
        String of(SipUri uri) throws SipParseException;
    }

    /** 1, or -1 when a contact cannot be read. A lone {@code *} is left alone. */
    static int apply(ScriptContext ctx, Change change) {
        if (ctx.message().isContactStar()) {
            return 1;
        }
        HeaderElements contacts = ctx.message().elements(HeaderName.CONTACT);
        try {
            while (contacts.next()) {
                NameAddr contact = NameAddr.parse(contacts.text());
                String uri = change.of(contact.uri());
                if (uri != null) {
                    NameAddr changed = new NameAddr(contact.displayName(), uri, contact.params());
                    ctx.edits().replace(contacts.start(), contacts.end(), changed.toString());
                }
            }
            return 1;
        } catch (SipParseException e) {
            ctx.log(-1, "malformed Contact header: " + e.getMessage() + "\n");
            return -1;
        }
    }
}
