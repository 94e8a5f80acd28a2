package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.transport.ConnectionClock.Stage;
import org.junit.jupiter.api.Test;

class ConnectionClockTest {

    private static final TransportLimits LIMITS = TransportLimits.DEFAULT;

    private final ConnectionClock clock = new ConnectionClock();

    ConnectionClockTest() {
        clock.opened(at(0));
    }

    @Test
    void unfinishedHandshakeEndsAfterFiveSeconds() {
        assertThat(expiry(4.9, Stage.HANDSHAKE)).isNull();
        assertThat(expiry(5, Stage.HANDSHAKE)).isEqualTo("handshake timeout");
    }

    @Test
    void connectionWithoutAMessageEndsAfterThirtySeconds() {
        clock.traffic(at(29));
        assertThat(expiry(29.9, Stage.IDLE)).isNull();
        assertThat(expiry(30, Stage.IDLE)).isEqualTo("no message");
    }

    @Test
    void slowHeaderEndsTenSecondsAfterItBegan() {
        clock.message();
        for (int second = 100; second < 110; second++) {
            clock.traffic(at(second));
            clock.partial(true, at(second));
        }
        assertThat(expiry(109.9, Stage.HEADER)).isNull();
        assertThat(expiry(110, Stage.HEADER)).isEqualTo("header timeout");
    }

    @Test
    void slowBodyEndsThirtySecondsAfterItsMessageBegan() {
        clock.message();
        clock.partial(true, at(100));
        assertThat(expiry(129.9, Stage.BODY)).isNull();
        assertThat(expiry(130, Stage.BODY)).isEqualTo("message timeout");
    }

    @Test
    void eachMessageStartsItsOwnTime() {
        clock.partial(true, at(1));
        clock.message();
        clock.partial(true, at(9));
        assertThat(expiry(18, Stage.HEADER)).isNull();
        assertThat(expiry(19, Stage.HEADER)).isEqualTo("header timeout");
    }

    @Test
    void idlePhoneStaysForItsLifetimeAfterTheLastTraffic() {
        clock.message();
        clock.traffic(at(100));
        assertThat(expiry(3704, Stage.IDLE)).isNull();
        assertThat(expiry(3705, Stage.IDLE)).isEqualTo("idle");
    }

    @Test
    void stalledReaderEndsSixSecondsAfterItsLastProgress() {
        clock.message();
        clock.traffic(at(50));
        clock.writes(1000, true, at(50));
        clock.writes(2000, true, at(55));
        clock.writes(2000, true, at(60));
        assertThat(expiry(60, Stage.IDLE)).isNull();
        clock.writes(2000, true, at(61));
        assertThat(expiry(61, Stage.IDLE)).isEqualTo("peer does not read");
        clock.writes(3000, false, at(66));
        assertThat(expiry(80, Stage.IDLE)).isNull();
    }

    private String expiry(double second, Stage stage) {
        return clock.expiry(at(second), stage, LIMITS);
    }

    private static long at(double second) {
        return (long) (second * 1_000_000_000L) - 77;
    }
}
