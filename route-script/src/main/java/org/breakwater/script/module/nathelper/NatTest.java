package org.breakwater.script.module.nathelper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.Via;

/** {@code nat_uac_test}: each bit asks one question, one yes is enough. */
final class NatTest {

    private static final int CONTACT_PRIVATE = 1;
    private static final int VIA_DIFFERS = 2;
    private static final int VIA_PRIVATE = 4;
    private static final int SDP_PRIVATE = 8;
    private static final int VIA_PORT_DIFFERS = 16;
    private static final int SOURCE_PRIVATE = 32;
    private static final int WEB_SOCKET = 64;
    private static final int CONTACT_PORT_DIFFERS = 128;
    private static final int SDP_DIFFERS = 256;
    private static final int TARGET_DIFFERS = 512;

    private final ScriptContext ctx;
    private final SipMessage message;
    private final InetSocketAddress source;

    private NatTest(ScriptContext ctx) {
        this.ctx = ctx;
        this.message = ctx.message();
        this.source = ctx.flow().remote();
    }

    /** Whether any of the asked signs of NAT is there. A malformed header field is no sign. */
    static boolean isNated(ScriptContext ctx, int tests) {
        if (ctx.flow() == null) {
            return false;
        }
        NatTest test = new NatTest(ctx);
        return test.source(tests) || test.via(tests) || test.contact(tests) || test.sdp(tests) || test.target(tests);
    }

    private static boolean has(int tests, int bit) {
        return (tests & bit) != 0;
    }

    private boolean source(int tests) {
        TransportProtocol protocol = ctx.flow().protocol();
        return has(tests, SOURCE_PRIVATE) && PrivateNetworks.contains(source.getAddress())
                || has(tests, WEB_SOCKET) && (protocol == TransportProtocol.WS || protocol == TransportProtocol.WSS);
    }

    private boolean via(int tests) {
        if (!has(tests, VIA_DIFFERS | VIA_PRIVATE | VIA_PORT_DIFFERS)) {
            return false;
        }
        try {
            Via via = message.topVia();
            return has(tests, VIA_DIFFERS) && !isSource(via.host())
                    || has(tests, VIA_PRIVATE) && PrivateNetworks.contains(via.host())
                    || has(tests, VIA_PORT_DIFFERS) && via.portOrDefault() != source.getPort();
        } catch (SipParseException e) {
            return false;
        }
    }

    private boolean isSource(String host) {
        InetAddress address = Addresses.numeric(host);
        return address != null && address.equals(source.getAddress());
    }

    private boolean contact(int tests) {
        if (!has(tests, CONTACT_PRIVATE | CONTACT_PORT_DIFFERS)) {
            return false;
        }
        try {
            List<NameAddr> contacts = message.isContactStar() ? List.of() : message.addresses(HeaderName.CONTACT);
            if (contacts.isEmpty()) {
                return false;
            }
            SipUri uri = contacts.get(0).uri();
            int port = uri.port() == 0 ? ctx.flow().protocol().defaultPort() : uri.port();
            return has(tests, CONTACT_PRIVATE) && PrivateNetworks.contains(uri.host())
                    || has(tests, CONTACT_PORT_DIFFERS) && port != source.getPort();
        } catch (SipParseException e) {
            return false;
        }
    }

    private boolean sdp(int tests) {
        if (!has(tests, SDP_PRIVATE | SDP_DIFFERS)) {
            return false;
        }
        for (Sdp.Line line : Sdp.lines(message, "c=")) {
            String address = line.address();
            if (address != null
                    && (has(tests, SDP_PRIVATE) && PrivateNetworks.contains(address)
                            || has(tests, SDP_DIFFERS) && !isSource(address))) {
                return true;
            }
        }
        return false;
    }

    private boolean target(int tests) {
        if (!has(tests, TARGET_DIFFERS)
                || !message.isRequest()
                || ctx.destination().dstUri() == null) {
            return false;
        }
        try {
            SipUri request = SipUri.parse(ctx.requestUri());
            SipUri next = SipUri.parse(ctx.destination().dstUri());
            return !request.host().equalsIgnoreCase(next.host()) || request.port() != next.port();
        } catch (SipParseException e) {
            return false;
        }
    }
}
