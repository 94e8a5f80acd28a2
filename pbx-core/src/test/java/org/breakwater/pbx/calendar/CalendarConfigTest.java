package org.breakwater.pbx.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.config.YamlFile;
import org.breakwater.presence.calendar.poll.PollPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarConfigTest {

    @TempDir
    private Path folder;

    private CalendarConfig read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("breakwater.yaml"), yaml);
        return YamlFile.read(file, root -> CalendarConfig.read(root.section("calendar")));
    }

    @Test
    void everyKeyMayBeLeftOut() throws IOException {
        assertThat(read("calendar: {}\n")).isEqualTo(CalendarConfig.DEFAULT);
        assertThat(CalendarConfig.DEFAULT.policy()).isEqualTo(PollPolicy.DEFAULT);
        assertThat(read("calendar: {every_seconds: 60, timeout_seconds: 5, lease_seconds: 30}\n"))
                .isEqualTo(new CalendarConfig(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    @Test
    void everyRestThatIsAllowedGivesAPolicy() throws IOException {
        for (int seconds : new int[] {10, 300, 1800, 3600}) {
            PollPolicy policy =
                    read("calendar: {every_seconds: " + seconds + "}\n").policy();
            assertThat(policy.every()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(policy.staleAfter()).isGreaterThan(policy.every());
        }
    }

    @Test
    void connectionHasNoLongerThanARequest() throws IOException {
        assertThat(read("calendar: {timeout_seconds: 3}\n").connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(CalendarConfig.DEFAULT.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every_seconds: 9 | from 10 to 3600",
                "every_seconds: 3601 | from 10 to 3600",
                "every_seconds: 5m | is not a whole number",
                "timeout_seconds: 0 | from 1 to 120",
                "lease_seconds: 2 | from 3 to 600",
                "every: 300 | every"
            })
    void whatIsWrongIsNamed(String line, String part) {
        assertThatThrownBy(() -> read("calendar:\n  " + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("breakwater.yaml:2")
                .hasMessageContaining(part);
    }
}
