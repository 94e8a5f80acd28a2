package org.breakwater.sip.transport;

import java.util.List;
import org.breakwater.sip.codec.FramingRules;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.message.ParseLimits;

/**
 * What transport is to do.
 *
 * @param listen sockets to open; port 0 takes any free one
 * @param limits what a peer may cost
 * @param parse bounds of a message
 * @param acceptAliases whether the {@code alias} parameter of Via is honoured (RFC 5923)
 * @param lengthRequired whether a message without Content-Length on a stream is refused
 * @param tls certificates, or null when neither TLS nor WSS is used
 */
public record TransportConfig(
        List<ListenPoint> listen,
        TransportLimits limits,
        ParseLimits parse,
        boolean acceptAliases,
        boolean lengthRequired,
        TlsSettings tls) {

    /** Copies the list. */
    public TransportConfig {
        listen = List.copyOf(listen);
    }

    /** Sockets without TLS, with the default limits, without aliases. */
    public static TransportConfig of(List<ListenPoint> listen) {
        return new TransportConfig(listen, TransportLimits.DEFAULT, ParseLimits.DEFAULT, false, true, null);
    }

    /** The same with other limits. */
    public TransportConfig withLimits(TransportLimits other) {
        return new TransportConfig(listen, other, parse, acceptAliases, lengthRequired, tls);
    }

    /** The same with certificates. */
    public TransportConfig withTls(TlsSettings settings) {
        return new TransportConfig(listen, limits, parse, acceptAliases, lengthRequired, settings);
    }

    /** The same with aliases honoured or not. */
    public TransportConfig withAliases(boolean accepted) {
        return new TransportConfig(listen, limits, parse, accepted, lengthRequired, tls);
    }

    FramingRules framing(boolean msrp) {
        return new FramingRules(
                Math.min(limits.maxHeaderBytes(), parse.maxMessageBytes()),
                parse.maxMessageBytes(),
                lengthRequired,
                true,
                msrp);
    }
}
