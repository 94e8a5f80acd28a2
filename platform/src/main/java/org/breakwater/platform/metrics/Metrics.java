package org.breakwater.platform.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The server's metrics. Names are {@code breakwater_…} in snake case; labels are given as name, value, name, value.
 * Asking twice for the same name and labels returns the same instrument.
 */
public final class Metrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<List<String>, Object> instruments = new ConcurrentHashMap<>();

    /** A counter, exported with the suffix {@code _total}. */
    public Counter counter(String name, String description, String... labels) {
        return instrument(Counter.class, name, labels, () -> {
            Counter counter = new Counter();
            FunctionCounter.builder(name, counter, Counter::value)
                    .description(description)
                    .tags(labels)
                    .register(registry);
            return counter;
        });
    }

    /** A value read at each scrape. {@code value} must be quick and must not block. A second one replaces nothing. */
    public void gauge(String name, String description, DoubleSupplier value, String... labels) {
        instrument(DoubleSupplier.class, name, labels, () -> {
            Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                    .description(description)
                    .tags(labels)
                    .register(registry);
            return value;
        });
    }

    /** A measure of durations. */
    public Timing timing(String name, String description, String... labels) {
        return instrument(
                Timing.class,
                name,
                labels,
                () -> new Timing(Timer.builder(name)
                        .description(description)
                        .tags(labels)
                        .register(registry)));
    }

    /** Everything in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** The map keeps the instruments alive: the registry itself refers to them weakly. */
    private <T> T instrument(Class<T> type, String name, String[] labels, Supplier<T> create) {
        List<String> key = new ArrayList<>(labels.length + 1);
        key.add(name);
        key.addAll(List.of(labels));
        Object found = instruments.computeIfAbsent(List.copyOf(key), k -> create.get());
        if (!type.isInstance(found)) {
            throw new IllegalArgumentException("metric " + name + " exists already as another kind of instrument");
        }
        return type.cast(found);
    }
}
