/**
 * Counts and measures: a thin front to one Prometheus registry.
 *
 * <p>Counters and timings are recorded from any thread without locks; {@link org.breakwater.platform.metrics.Metrics
 * scraping} runs on the metrics server's thread. May call: Micrometer only.
 */
package org.breakwater.platform.metrics;
