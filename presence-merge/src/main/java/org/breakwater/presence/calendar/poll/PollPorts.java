package org.breakwater.presence.calendar.poll;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.alarm.Alarms;
import org.breakwater.presence.calendar.source.CalendarSource;

/**
 * What asking calendars needs.
 *
 * @param questions runs questions, which block; bounded, and one it refuses is put off. Give it at least four times as
 *     many threads as {@link PollPolicy#perServer()}
 * @param sources opens a calendar
 * @param random gives 0 to 1
 */
public record PollPorts(
        TimeSource time,
        Alarms alarms,
        Executor questions,
        Function<CalendarAccount, CalendarSource> sources,
        CalendarPresence presence,
        DoubleSupplier random,
        Metrics metrics) {}
