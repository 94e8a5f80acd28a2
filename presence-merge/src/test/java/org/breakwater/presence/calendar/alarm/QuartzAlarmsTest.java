package org.breakwater.presence.calendar.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real Quartz; alarms that are due at once. */
class QuartzAlarmsTest {

    private static final long FAR_AWAY_MILLIS = 4_000_000_000_000L;

    private final QuartzAlarms alarms = QuartzAlarms.inMemory();
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        alarms.close();
    }

    private String next() throws InterruptedException {
        return rung.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void alarmRingsOnceItIsDueAndOneThatIsMovedOnlyThen() throws Exception {
        alarms.set("poll 1001@pbx main", FAR_AWAY_MILLIS);
        alarms.set("poll 1002@pbx main", FAR_AWAY_MILLIS);
        alarms.start(rung::add);
        alarms.set("poll 1002@pbx main", 0);
        assertThat(next()).isEqualTo("poll 1002@pbx main");
        alarms.set("poll 1003@pbx main", 1);
        assertThat(next()).isEqualTo("poll 1003@pbx main");
        assertThat(rung).isEmpty();
    }

    @Test
    void alarmIsSetAgainWhileItRings() throws Exception {
        alarms.start(key -> {
            if (rung.isEmpty()) {
                alarms.set(key, 0);
            }
            rung.add(key);
        });
        alarms.set("again", 0);
        assertThat(next()).isEqualTo("again");
        assertThat(next()).isEqualTo("again");
    }

    @Test
    void cancelledAlarmDoesNotRingAndOneThatThrowsHarmsNoOther() throws Exception {
        alarms.set("cancelled", 0);
        alarms.cancel("cancelled");
        alarms.cancel("never set");
        alarms.set("broken", 0);
        alarms.start(key -> {
            rung.add(key);
            if (key.equals("broken")) {
                throw new IllegalStateException("for the test");
            }
        });
        assertThat(next()).isEqualTo("broken");
        alarms.set("sound", 1);
        assertThat(next()).isEqualTo("sound");
        assertThat(rung).isEmpty();
    }

    @Test
    void settingsQuartzRefusesAreToldOf() {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.jobStore.class", "org.example.Missing");
        assertThatThrownBy(() -> QuartzAlarms.with(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Quartz cannot be started");
    }
}
