package org.breakwater.sip.validate;

import java.util.EnumSet;
import java.util.Set;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Header fields every message must have exactly once, and those none may have twice. */
final class RequiredFields {

    private static final HeaderName[] REQUIRED = {
        HeaderName.VIA, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ
    };
    private static final Set<HeaderName> SINGLE = EnumSet.of(
            HeaderName.FROM,
            HeaderName.TO,
            HeaderName.CALL_ID,
            HeaderName.CSEQ,
            HeaderName.MAX_FORWARDS,
            HeaderName.CONTENT_LENGTH,
            HeaderName.CONTENT_TYPE,
            HeaderName.EXPIRES,
            HeaderName.EVENT,
            HeaderName.REPLACES,
            HeaderName.REFER_TO,
            HeaderName.SESSION_EXPIRES,
            HeaderName.MIN_SE);

    private RequiredFields() {}

    /** @throws SipParseException 400 naming the field that is missing, doubled or malformed */
    static void check(SipMessage message) throws SipParseException {
        for (HeaderName name : REQUIRED) {
            if (!message.has(name)) {
                throw new SipParseException(400, 0, "Missing " + name.wireName() + " header");
            }
        }
        duplicates(message.index());
        callId(message.callId());
        message.topVia();
        message.cseq();
        try {
            message.from();
        } catch (SipParseException e) {
            throw named(e, HeaderName.FROM);
        }
        try {
            message.to();
        } catch (SipParseException e) {
            throw named(e, HeaderName.TO);
        }
    }

    /** The same fault with a reason that names the header. */
    static SipParseException named(SipParseException e, HeaderName name) {
        boolean naming = e.getMessage().contains(name.wireName());
        return naming
                ? e
                : new SipParseException(
                        e.status(), e.offset(), "Malformed " + name.wireName() + " header: " + e.getMessage());
    }

    private static void duplicates(HeaderIndex index) throws SipParseException {
        for (int i = 0; i < index.count(); i++) {
            HeaderName name = index.name(i);
            if (SINGLE.contains(name) && index.first(name) != i) {
                throw new SipParseException(400, index.lineStart(i), "Multiple " + name.wireName() + " headers");
            }
        }
    }

    private static void callId(String callId) throws SipParseException {
        boolean good = !callId.isEmpty();
        for (int i = 0; good && i < callId.length(); i++) {
            good = callId.charAt(i) > ' ';
        }
        if (!good) {
            throw new SipParseException(400, 0, "Malformed Call-ID header");
        }
    }
}
