package org.breakwater.script.module.rr;

import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.proxy.LeavingFields;

/**
 * The Record-Route fields a request will carry. They are written when the socket it leaves by is known: if that is not
 * the one it came in on, two fields are needed, one for each side, marked {@code r2=on}.
 *
 * @param form where host and port come from
 * @param prefix scheme and, if there is one, user part with its at sign
 * @param incoming the side the request came in on
 * @param tag {@code ;ftag=…} or empty
 * @param options what the parameters of the module say
 * @param parameters what the script adds, each with its semicolon
 */
record RecordRoute(Form form, String prefix, Side incoming, String tag, Options options, String parameters)
        implements LeavingFields {

    /** Where host and port come from. */
    sealed interface Form {}

    /** From the sockets; {@code extra} was given to record_route(). */
    record OfSockets(String extra) implements Form {}

    /** Given by the script; the second is null for one field only. */
    record Preset(String first, String second) implements Form {}

    /** One address given by the script, for both sides. */
    record Advertised(String address) implements Form {}

    /** No field; only parameters were added so far. */
    record Nothing() implements Form {}

    /** A socket and what is spoken there. */
    record Side(ListenPoint socket, TransportProtocol protocol) {}

    /**
     * What the parameters of the module say.
     *
     * @param lr {@code ;lr} or {@code ;lr=on}
     * @param mayDouble whether there may be two fields
     * @param alwaysDouble whether there always are
     * @param names whether sockets are named ({@code sn=})
     */
    record Options(String lr, boolean mayDouble, boolean alwaysDouble, boolean names) {}

    private static final int DEFAULT_PORT = 5060;

    RecordRoute withParameters(String more) {
        return new RecordRoute(form, prefix, incoming, tag, options, parameters + more);
    }

    boolean isRecorded() {
        return !(form instanceof Nothing);
    }

    @Override
    public String write(ListenPoint from, TransportProtocol protocol) {
        Side outgoing = new Side(from, protocol);
        if (form instanceof OfSockets f) {
            boolean two = options.alwaysDouble() || (options.mayDouble() && !isSame(outgoing));
            return (two ? socketField(outgoing, two, f.extra()) : "") + socketField(incoming, two, f.extra());
        }
        if (form instanceof Preset p) {
            return presetField(p.first()) + (p.second() == null ? "" : presetField(p.second()));
        }
        if (form instanceof Advertised a) {
            return advertised(a.address(), outgoing);
        }
        return "";
    }

    private boolean isSame(Side outgoing) {
        return incoming.protocol() == outgoing.protocol()
                && incoming.socket().address().equals(outgoing.socket().address());
    }

    private String socketField(Side side, boolean two, String extra) {
        ListenPoint socket = side.socket();
        String port = socket.viaPort() == DEFAULT_PORT ? "" : ":" + socket.viaPort();
        String name = options.names() && socket.name() != null ? ";sn=" + socket.name() : "";
        return field(socket.viaHost()
                + port
                + transport(side.protocol())
                + name
                + (two ? ";r2=on" : "")
                + options.lr()
                + tag
                + extra
                + parameters);
    }

    private String presetField(String address) {
        return field(address + tag + parameters + options.lr());
    }

    private String advertised(String address, Side outgoing) {
        if (!options.mayDouble() || outgoing.protocol() == incoming.protocol()) {
            return advertisedField(address);
        }
        return advertisedField(address + ";transport=" + outgoing.protocol().token() + ";r2=on")
                + advertisedField(address + ";transport=" + incoming.protocol().token() + ";r2=on");
    }

    private String advertisedField(String address) {
        return field(address + tag + options.lr() + parameters);
    }

    private String field(String rest) {
        return "Record-Route: <" + prefix + rest + ">\r\n";
    }

    private static String transport(TransportProtocol protocol) {
        return switch (protocol) {
            case UDP -> "";
            case WS, WSS -> ";transport=ws";
            default -> ";transport=" + protocol.token();
        };
    }
}
