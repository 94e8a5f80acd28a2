package org.breakwater.sip.validate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.breakwater.sip.message.CSeq;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Checks of every request before it reaches a transaction or the script. */
public final class RequestCheck {

    private static final int MAX_HOPS = 255;

    private final SipMessage request;
    private final Capabilities capabilities;

    private RequestCheck(SipMessage request, Capabilities capabilities) {
        this.request = request;
        this.capabilities = capabilities;
    }

    /** Whether and how to refuse a request; empty when it may go on. */
    public static Optional<Rejection> check(SipMessage request, Capabilities capabilities) {
        return new RequestCheck(request, capabilities).rejection();
    }

    private Optional<Rejection> rejection() {
        try {
            if (request.fault() != null) {
                throw request.fault();
            }
            RequiredFields.check(request);
            method();
            vias();
            address(request.from(), HeaderName.FROM);
            address(request.to(), HeaderName.TO);
            maxForwards();
            expires();
            contacts();
            routes();
            scheme();
        } catch (SipParseException e) {
            return Optional.of(Rejection.of(e.status(), e.getMessage()));
        }
        return options();
    }

    private void method() throws SipParseException {
        CSeq cseq = request.cseq();
        boolean same = request.method() == Method.OTHER
                ? cseq.methodName().equals(request.methodName())
                : cseq.method() == request.method();
        if (!same) {
            throw bad("CSeq method does not match the request method");
        }
    }

    private void vias() throws SipParseException {
        if (!request.topVia().params().isWellFormed()) {
            throw bad("Malformed Via header");
        }
        HeaderIndex index = request.index();
        if (index.count(HeaderName.VIA) > capabilities.maxVias()) {
            throw bad("Too many Via values");
        }
        int count = 0;
        HeaderElements elements = request.elements(HeaderName.VIA);
        while (elements.next()) {
            if (++count > capabilities.maxVias()) {
                throw bad("Too many Via values");
            }
        }
        for (int i = index.first(HeaderName.VIA); i >= 0; i = index.next(HeaderName.VIA, i + 1)) {
            if (request.buffer()[index.valueEnd(i) - 1] == ',') {
                throw bad("Malformed Via header");
            }
        }
    }

    private static void address(NameAddr address, HeaderName name) throws SipParseException {
        uri(address, name);
        if (!address.params().isWellFormed()) {
            throw bad("Malformed " + name.wireName() + " header");
        }
    }

    private static SipUri uri(NameAddr address, HeaderName name) throws SipParseException {
        try {
            return address.uri();
        } catch (SipParseException e) {
            throw bad("Malformed URI in " + name.wireName() + " header");
        }
    }

    private void maxForwards() throws SipParseException {
        String text = request.header(HeaderName.MAX_FORWARDS);
        if (text != null && DeltaSeconds.upTo(text, MAX_HOPS) < 0) {
            throw bad("Malformed Max-Forwards header");
        }
    }

    private void expires() throws SipParseException {
        String text = request.header(HeaderName.EXPIRES);
        if (text != null && DeltaSeconds.upTo(text, 0xffffffffL) < 0) {
            throw bad("Malformed Expires header");
        }
    }

    private void contacts() throws SipParseException {
        if (!request.has(HeaderName.CONTACT)) {
            return;
        }
        if (request.isContactStar()) {
            contactStar();
            return;
        }
        try {
            for (NameAddr contact : request.addresses(HeaderName.CONTACT)) {
                uri(contact, HeaderName.CONTACT);
                if (!contact.params().isWellFormed()) {
                    throw bad("Malformed Contact header");
                }
                contact.q();
            }
        } catch (SipParseException e) {
            throw RequiredFields.named(e, HeaderName.CONTACT);
        }
    }

    private void contactStar() throws SipParseException {
        boolean all = request.method() == Method.REGISTER
                && request.index().count(HeaderName.CONTACT) == 1
                && "0".equals(request.header(HeaderName.EXPIRES));
        if (!all) {
            throw bad("Contact header * needs REGISTER with Expires 0");
        }
    }

    private void routes() throws SipParseException {
        if (!request.has(HeaderName.ROUTE)) {
            return;
        }
        HeaderElements routes = request.elements(HeaderName.ROUTE);
        if (routes.next()) {
            try {
                uri(NameAddr.parse(routes.text()), HeaderName.ROUTE);
            } catch (SipParseException e) {
                throw RequiredFields.named(e, HeaderName.ROUTE);
            }
        }
    }

    private void scheme() throws SipParseException {
        SipUri uri;
        try {
            uri = request.requestUri();
        } catch (SipParseException e) {
            throw bad("Malformed Request-URI");
        }
        if (!capabilities.uriSchemes().contains(uri.scheme())) {
            throw new SipParseException(416, 0, "Unsupported URI Scheme");
        }
        if (uri.headers() != null) {
            throw bad("Request-URI with headers");
        }
        if (request.method() == Method.REGISTER) {
            SipUri to = request.to().uri();
            if (!to.isSip() && !to.scheme().equals("tel")) {
                throw bad("To header of REGISTER is no SIP URI");
            }
        }
    }

    private Optional<Rejection> options() {
        if (request.method() == Method.ACK || request.method() == Method.CANCEL) {
            return Optional.empty(); // RFC 3261 §8.2.2.3: not to be refused for extensions
        }
        StringBuilder unsupported = new StringBuilder();
        collect(HeaderName.PROXY_REQUIRE, capabilities.proxyOptions(), unsupported);
        if (capabilities.serverOptions() != null) {
            collect(HeaderName.REQUIRE, capabilities.serverOptions(), unsupported);
        }
        return unsupported.length() == 0
                ? Optional.empty()
                : Optional.of(new Rejection(420, "Bad Extension", "Unsupported: " + unsupported + "\r\n"));
    }

    private void collect(HeaderName name, Set<String> known, StringBuilder unsupported) {
        if (!request.has(name)) {
            return;
        }
        for (String tag : request.values(name)) {
            if (!known.contains(tag.toLowerCase(Locale.ROOT))) {
                unsupported.append(unsupported.length() == 0 ? "" : ", ").append(tag);
            }
        }
    }

    private static SipParseException bad(String reason) {
        return new SipParseException(400, 0, reason);
    }
}
