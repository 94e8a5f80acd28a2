package org.breakwater.script.module.pv;

import org.breakwater.script.run.ParsedCredentials;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.Via;

/** Parts of a message for variables: null where the part is absent or malformed. */
final class MessageParts {

    private MessageParts() {}

    /** The Request-URI in force. */
    static SipUri requestUri(ScriptContext ctx) {
        if (ctx.destination().uri() != null) {
            return uri(ctx.destination().uri());
        }
        return originalUri(ctx);
    }

    /** The Request-URI as received. */
    static SipUri originalUri(ScriptContext ctx) {
        if (!ctx.message().isRequest()) {
            return null;
        }
        try {
            return ctx.message().requestUri();
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Where the request goes: {@code $du} or the Request-URI. */
    static SipUri nextHop(ScriptContext ctx) {
        return ctx.destination().dstUri() != null ? uri(ctx.destination().dstUri()) : requestUri(ctx);
    }

    static SipUri uri(String text) {
        try {
            return text == null ? null : SipUri.parse(text);
        } catch (SipParseException e) {
            return null;
        }
    }

    static NameAddr from(SipMessage m) {
        try {
            return m.from();
        } catch (SipParseException e) {
            return null;
        }
    }

    static NameAddr to(SipMessage m) {
        try {
            return m.to();
        } catch (SipParseException e) {
            return null;
        }
    }

    static SipUri uriOf(NameAddr address) {
        return address == null ? null : uri(address.uriText());
    }

    static NameAddr nameAddr(String value) {
        try {
            return value == null ? null : NameAddr.parse(value);
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Element {@code index} (from 0) of a list header. */
    static String element(SipMessage m, HeaderName name, int index) {
        HeaderElements elements = m.elements(name);
        for (int i = 0; elements.next(); i++) {
            if (i == index) {
                return elements.text();
            }
        }
        return null;
    }

    /** How many elements a list header has. */
    static int elementCount(SipMessage m, HeaderName name) {
        HeaderElements elements = m.elements(name);
        int count = 0;
        while (elements.next()) {
            count++;
        }
        return count;
    }

    static Via via(SipMessage m, int index) {
        String text = element(m, HeaderName.VIA, index);
        try {
            return text == null ? null : Via.parse(text);
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Credentials of Authorization, else of Proxy-Authorization. */
    static DigestCredentials credentials(ScriptContext ctx) {
        HeaderIndex index = ctx.message().index();
        int field = index.first(HeaderName.AUTHORIZATION);
        if (field < 0) {
            field = index.first(HeaderName.PROXY_AUTHORIZATION);
        }
        return field < 0 ? null : ParsedCredentials.of(ctx, field);
    }

    /** The port of a URI; 5061 when it names TLS and no port, else 5060, even for sips. */
    static int port(SipUri uri) {
        return uri.port() > 0 ? uri.port() : "tls".equals(uri.transport()) ? 5061 : 5060;
    }

    /** The transport of a URI as written, {@code UDP} when it names none. */
    static String transport(SipUri uri) {
        String t = uri.params().get("transport");
        return t == null ? "UDP" : t;
    }

    /** Null for what is empty. */
    static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
