package org.breakwater.script.module.path;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.proxy.LeavingFields;

/**
 * The Path fields a request will carry, in the order they were added (RFC 3327 §5.2: above those it came with).
 *
 * @param entries what was asked for
 */
record PathFields(List<Entry> entries) implements LeavingFields {

    private static final int DEFAULT_PORT = 5060;

    PathFields {
        entries = List.copyOf(entries);
    }

    /**
     * One call of add_path.
     *
     * @param user user part with its at sign, or empty
     * @param parameters URI parameters behind {@code lr}, each with its semicolon
     * @param incoming the socket the request came in on for a second field, or null for one field
     * @param incomingProtocol what is spoken there
     * @param names whether sockets are named ({@code sn=})
     */
    record Entry(
            String user, String parameters, ListenPoint incoming, TransportProtocol incomingProtocol, boolean names) {

        String fields(ListenPoint from, TransportProtocol protocol) {
            return incoming == null
                    ? field(from, protocol, "")
                    : field(from, protocol, ";r2=on") + field(incoming, incomingProtocol, ";r2=on");
        }

        private String field(ListenPoint socket, TransportProtocol protocol, String pair) {
            String port = socket.viaPort() == DEFAULT_PORT ? "" : ":" + socket.viaPort();
            String name = names && socket.name() != null ? ";sn=" + socket.name() : "";
            return "Path: <sip:" + user + socket.viaHost() + port + transport(protocol) + name + ";lr" + parameters
                    + pair + ">\r\n";
        }

        private static String transport(TransportProtocol protocol) {
            return switch (protocol) {
                case UDP -> "";
                case WS, WSS -> ";transport=ws";
                default -> ";transport=" + protocol.token();
            };
        }
    }

    PathFields with(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new PathFields(more);
    }

    @Override
    public String write(ListenPoint from, TransportProtocol protocol) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(entry.fields(from, protocol));
        }
        return text.toString();
    }
}
