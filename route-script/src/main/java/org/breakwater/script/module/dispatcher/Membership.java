package org.breakwater.script.module.dispatcher;

import java.net.InetAddress;
import java.util.Locale;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code ds_is_from_list}: whether an address is one of the gateways. */
final class Membership {

    /** Bits of the mode. */
    static final int ANY_PORT = 1;

    static final int ANY_PROTOCOL = 2;
    static final int ACTIVE_ONLY = 4;

    /** Where the set and the attributes of the gateway that matches go; either may be null. */
    record Variables(Pv set, Pv attributes) {}

    private final Variables variables;

    Membership(Variables variables) {
        this.variables = variables;
    }

    /**
     * An address to look for, or one of a gateway.
     *
     * @param port 0 when the URI names none
     * @param protocol empty when the URI names none; that is compared like a protocol
     */
    record Address(InetAddress ip, int port, String protocol) {

        static Address of(ScriptContext ctx) {
            return new Address(
                    ctx.flow().remote().getAddress(),
                    ctx.flow().remote().getPort(),
                    ctx.flow().protocol().token());
        }

        /** Null when the URI holds no numeric address. */
        static Address of(String uriText) {
            try {
                SipUri uri = SipUri.parse(uriText);
                InetAddress ip = Addresses.numeric(uri.host());
                String transport =
                        uri.transport() == null ? "" : uri.transport().toLowerCase(Locale.ROOT);
                return ip == null ? null : new Address(ip, Math.max(0, uri.port()), transport);
            } catch (SipParseException e) {
                return null;
            }
        }
    }

    /** {@code set} below 0 looks in all sets and tells which it was. Returns 1 or -1. */
    int check(ScriptContext ctx, GatewayList gateways, int set, int mode, Address address) {
        if (address == null) {
            return -1;
        }
        for (Gateway g : set < 0 ? gateways.all() : gateways.set(set)) {
            if (((mode & ACTIVE_ONLY) == 0 || g.isUsable()) && matches(g, mode, address)) {
                if (set < 0 && variables.set() != null) {
                    variables.set().set(ctx, Value.of(g.set()));
                }
                if (variables.attributes() != null && !g.attributes().isEmpty()) {
                    variables.attributes().set(ctx, Value.of(g.attributes()));
                }
                return 1;
            }
        }
        return -1;
    }

    /** A gateway without port takes any. */
    private static boolean matches(Gateway g, int mode, Address address) {
        Address own = Address.of(g.uri());
        return own != null
                && own.ip().equals(address.ip())
                && ((mode & ANY_PORT) != 0 || own.port() == 0 || own.port() == address.port())
                && ((mode & ANY_PROTOCOL) != 0 || own.protocol().equals(address.protocol()));
    }
}
