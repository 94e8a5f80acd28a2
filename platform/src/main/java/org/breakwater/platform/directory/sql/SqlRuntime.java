package org.breakwater.platform.directory.sql;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.TimeSource;

/**
 * What everything that works with SQL shares.
 *
 * @param pool threads that may block; it may refuse work when too much waits
 * @param scheduler one thread for what happens later
 * @param time the clocks
 * @param metrics where failures are counted
 */
public record SqlRuntime(Executor pool, ScheduledExecutorService scheduler, TimeSource time, Metrics metrics) {}
