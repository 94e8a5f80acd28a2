package org.breakwater.daemon.base;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.platform.config.LimitsConfig;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.platform.config.TlsConfig;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.tls.ScriptTls;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.transport.TlsSettings;
import org.breakwater.sip.transport.TransportConfig;
import org.breakwater.sip.transport.TransportLimits;

/** What transport is told, from configuration and script. */
public final class TransportSetup {

    private TransportSetup() {}

    static TransportConfig of(ServerConfig config, ConfigFile script, List<ListenPoint> sockets) throws IOException {
        LimitsConfig limits = config.limits();
        TransportLimits transportLimits = new TransportLimits(
                limits.headerTimeoutSeconds() * 1000L,
                TransportLimits.DEFAULT.messageTimeout(),
                limits.idleSeconds() * 1000L,
                lifetimeMillis(script),
                limits.tlsHandshakeSeconds() * 1000L,
                TransportLimits.DEFAULT.connectTimeout(),
                TransportLimits.DEFAULT.connectQueue(),
                limits.maxConnections(),
                config.security().maxConnectionsPerSource(),
                TransportLimits.DEFAULT.writeQueueBytes(),
                TransportLimits.DEFAULT.writeStall(),
                TransportLimits.DEFAULT.maxHeaderBytes());
        ParseLimits parse = new ParseLimits(limits.maxMessageBytes(), limits.maxHeaders(), limits.maxVia());
        TlsSettings tls = config.tls().map(TransportSetup::configured).orElse(null);
        if (tls == null && sockets.stream().anyMatch(p -> p.protocol().isSecure())) {
            tls = ofScript(script);
        }
        return new TransportConfig(sockets, transportLimits, parse, true, !flag(script, "tcp_accept_no_cl"), tls);
    }

    /** From the script's module tls, for want of a certificate in the configuration. */
    private static TlsSettings ofScript(ConfigFile script) throws IOException {
        try {
            Path folder = Path.of(script.mainFile()).toAbsolutePath().getParent();
            ScriptTls.Server server = ScriptTls.server(script, folder)
                    .orElseThrow(() -> new IOException("a tls or wss socket needs a certificate: set tls.certificate"
                            + " and tls.key, or load module tls with certificate and private_key"));
            TlsSettings.ClientCertificate client = server.requiresClient()
                    ? TlsSettings.ClientCertificate.REQUIRED
                    : server.asksClient() ? TlsSettings.ClientCertificate.OPTIONAL : TlsSettings.ClientCertificate.NONE;
            return new TlsSettings(server.certificate(), server.privateKey(), server.authorities(), client, true);
        } catch (FixupException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TlsSettings configured(TlsConfig tls) {
        TlsSettings.ClientCertificate client = tls.requireClientCertificate()
                ? TlsSettings.ClientCertificate.REQUIRED
                : tls.clientCa().isPresent()
                        ? TlsSettings.ClientCertificate.OPTIONAL
                        : TlsSettings.ClientCertificate.NONE;
        return new TlsSettings(tls.certificate(), tls.key(), tls.clientCa().orElse(null), client, true);
    }

    private static long lifetimeMillis(ConfigFile script) {
        return script.coreParameter("tcp_connection_lifetime")
                .map(v -> v instanceof ConfigFile.IntValue i ? i.value() * 1000L : TransportLimits.DEFAULT.lifetime())
                .orElse(TransportLimits.DEFAULT.lifetime());
    }

    private static boolean flag(ConfigFile script, String name) {
        return script.coreParameter(name)
                .map(v -> v instanceof ConfigFile.IntValue i && i.value() != 0)
                .orElse(false);
    }
}
