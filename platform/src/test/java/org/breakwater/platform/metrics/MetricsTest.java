package org.breakwater.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @Test
    void everyKindOfInstrumentIsScraped() {
        metrics.counter("breakwater_requests", "Requests", "method", "INVITE").add(3);
        metrics.gauge("breakwater_connections", "Connections", () -> 7);
        metrics.timing("breakwater_sql", "SQL").record(2_000_000_000L);

        assertThat(metrics.scrape())
                .contains("breakwater_requests_total{method=\"INVITE\"} 3.0")
                .contains("breakwater_connections 7.0")
                .contains("breakwater_sql_seconds_count 1")
                .contains("breakwater_sql_seconds_sum 2.0");
    }

    @Test
    void sameNameAndLabelsGiveTheSameInstrument() {
        Counter first = metrics.counter("breakwater_a", "A", "k", "v");
        first.increment();

        assertThat(metrics.counter("breakwater_a", "A", "k", "v").value()).isEqualTo(1);
        assertThat(metrics.counter("breakwater_a", "A", "k", "w").value()).isZero();
        assertThatThrownBy(() -> metrics.timing("breakwater_a", "A", "k", "v"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void instrumentsSurviveGarbageCollection() {
        metrics.counter("breakwater_kept", "Kept").increment();
        metrics.gauge("breakwater_kept_gauge", "Kept", () -> 5);

        System.gc();

        assertThat(metrics.scrape()).contains("breakwater_kept_total 1.0").contains("breakwater_kept_gauge 5.0");
    }
}
