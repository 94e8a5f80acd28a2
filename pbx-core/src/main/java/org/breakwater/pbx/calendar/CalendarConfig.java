package org.breakwater.pbx.calendar;

import java.time.Duration;
import org.breakwater.platform.config.YamlSection;
import org.breakwater.platform.lease.Leases;
import org.breakwater.presence.calendar.poll.PollPolicy;

/**
 * The section {@code calendar} of {@code breakwater.yaml}.
 *
 * @param every between two questions to a calendar, 10 s to an hour
 * @param timeout for one request to a calendar's server, 1 s to two minutes
 * @param lease how long the other mains wait for one that asked and died, {@link Leases#SHORTEST} to ten minutes
 */
public record CalendarConfig(Duration every, Duration timeout, Duration lease) {

    /** Every 5 minutes, for up to 30 s; another main asks 15 s after the one that did was heard of last. */
    public static final CalendarConfig DEFAULT =
            new CalendarConfig(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(15));

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** Reads the section; what is wrong is reported to it. */
    public static CalendarConfig read(YamlSection section) {
        CalendarConfig config = new CalendarConfig(
                seconds(section, "every_seconds", DEFAULT.every, 10, 3600),
                seconds(section, "timeout_seconds", DEFAULT.timeout, 1, 120),
                seconds(section, "lease_seconds", DEFAULT.lease, (int) Leases.SHORTEST.toSeconds(), 600));
        section.finish();
        return config;
    }

    private static Duration seconds(YamlSection section, String key, Duration otherwise, int min, int max) {
        return Duration.ofSeconds(section.integer(key, (int) otherwise.toSeconds(), min, max));
    }

    /** For a connection to a calendar's server. */
    Duration connectTimeout() {
        return timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    }

    /** The library's policy with our rest; what fails rests no shorter and counts for two rests at least. */
    PollPolicy policy() {
        PollPolicy usual = PollPolicy.DEFAULT;
        return new PollPolicy(
                every,
                longer(every, usual.longestRest()),
                longer(every.multipliedBy(2), usual.staleAfter()),
                usual.ahead(),
                usual.perServer());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
