package org.breakwater.script.module.pv;

import java.net.InetSocketAddress;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * Where a message is about to be sent, for {@code $snd}, {@code $sndto} and {@code $sndfrom}. Whoever runs the
 * onsend_route attaches it to the context under {@link #KEY}; elsewhere the variables are null.
 *
 * @param protocol what it goes out on
 * @param from our address
 * @param to the peer's address
 * @param message wire text of what is sent
 */
public record SendInfo(TransportProtocol protocol, InetSocketAddress from, InetSocketAddress to, String message) {

    /** Attached to the context of an onsend_route. */
    public static final ContextKey<SendInfo> KEY = new ContextKey<>("send info");

    static Pv variable(String pv, String key) throws FixupException {
        boolean ours = pv.equals("sndfrom");
        Part part = switch (key) {
            case "ip" -> s -> Value.of(Addresses.text(s.address(ours).getAddress()));
            case "port" -> s -> Value.of(s.address(ours).getPort());
            case "proto" -> s -> Value.of(NetworkVariables.protocolId(s.protocol()));
            case "sproto" -> s -> Value.of(s.protocol().token());
            case "buf" -> s -> Value.of(s.message());
            case "len" -> s -> Value.of(s.message().length());
            case "af" -> s -> Value.of(s.address(ours).getAddress() instanceof java.net.Inet6Address ? 10 : 2);
            default -> throw new FixupException("$" + pv + "(" + key + "): one of ip port proto sproto buf len af");
        };
        return ctx -> {
            SendInfo info = ctx.attachments().get(KEY);
            return info == null ? Value.NULL : part.of(info);
        };
    }

    private InetSocketAddress address(boolean ours) {
        return ours ? from : to;
    }

    @FunctionalInterface
    private interface Part {
        Value of(SendInfo info);
    }
}
