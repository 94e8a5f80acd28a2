package org.breakwater.platform.config;

import java.util.List;
import java.util.Optional;

/**
 * Everything in {@code breakwater.yaml}.
 *
 * @param listen where SIP is spoken
 * @param script the routing script
 * @param database the server's own database
 * @param directory how tables are kept in memory
 * @param security who may do what, how fast
 * @param limits sizes and times that keep one peer from hurting the others
 * @param tls certificate for TLS and WSS; empty when there is none
 * @param metrics where metrics are served
 * @param workers event loops, 0 for one on each processor
 * @param trace the ring of messages for {@code trace}
 * @param cluster the other main servers; empty for a server that is alone
 */
public record ServerConfig(
        List<ListenAddress> listen,
        ScriptConfig script,
        DatabaseConfig database,
        DirectoryConfig directory,
        SecurityConfig security,
        LimitsConfig limits,
        Optional<TlsConfig> tls,
        MetricsConfig metrics,
        int workers,
        TraceConfig trace,
        Optional<ClusterConfig> cluster) {

    /** Copies the list. */
    public ServerConfig {
        listen = List.copyOf(listen);
    }
}
