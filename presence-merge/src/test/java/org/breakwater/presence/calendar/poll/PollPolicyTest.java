package org.breakwater.presence.calendar.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.5, 300",
        "0, 0, 0.0, 270",
        "0, 0, 1.0, 330",
        "1, 0, 0.5, 300",
        "2, 0, 0.5, 600",
        "3, 0, 0.5, 1200",
        "4, 0, 0.5, 1800",
        "99, 0, 0.5, 1800",
        "1, 900, 0.5, 900",
        "1, 999999, 0.5, 86400"
    })
    void restGrowsWithFailuresAndObeysTheServer(int failures, long askedFor, double random, long seconds) {
        assertThat(PollPolicy.DEFAULT.restMillis(failures, askedFor, random)).isEqualTo(seconds * 1000);
    }

    @Test
    void policyThatCannotWorkIsRefused() {
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> new PollPolicy(Duration.ofSeconds(9), hour, hour, hour.multipliedBy(2), 1))
                .hasMessageContaining("every 10 s");
        assertThatThrownBy(() -> new PollPolicy(minute, hour, minute, hour, 1)).hasMessageContaining("stale");
        assertThatThrownBy(() -> new PollPolicy(minute, hour, hour, hour, 1)).hasMessageContaining("twice as far");
    }
}
