package org.breakwater.platform.config;

import java.util.Optional;

/**
 * Where metrics are served.
 *
 * @param listen address of the HTTP server; empty when there is none
 */
public record MetricsConfig(Optional<HostPort> listen) {}
