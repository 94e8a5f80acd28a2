package org.breakwater.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DtmfTest {

    private final DtmfSender sender = new DtmfSender(101, 160);
    private final DtmfReceiver receiver = new DtmfReceiver();
    private final RtpView view = new RtpView();

    @Test
    void aKeyIsSentWithOneTimestampGrowingDurationAndThreeEnds() {
        sender.press('5');

        List<TelephoneEvent> events = new ArrayList<>();
        List<Long> stamps = new ArrayList<>();
        for (byte[] packet : packetsUntilQuiet()) {
            view.wrap(packet, 0, packet.length);
            stamps.add(view.timestamp());
            events.add(TelephoneEvent.read(view.data(), view.payloadStart()));
        }

        assertThat(stamps).containsOnly(1000L);
        assertThat(events).extracting(TelephoneEvent::duration).containsExactly(160, 320, 480, 640, 800, 960, 960, 960);
        assertThat(events)
                .extracting(TelephoneEvent::end)
                .containsExactly(false, false, false, false, false, true, true, true);
        assertThat(events).extracting(TelephoneEvent::key).containsOnly('5');
    }

    @Test
    void equalKeysInARowAreToldApartEvenWhenMostPacketsAreLost() {
        "112#".chars().forEach(key -> assertThat(sender.press((char) key)).isTrue());

        List<byte[]> packets = packetsUntilQuiet();
        for (int i = 0; i < packets.size(); i++) {
            if (i % 4 == 3) {
                view.wrap(packets.get(i), 0, packets.get(i).length);
                receiver.received(view);
            }
        }

        assertThat(receiver.keys()).isEqualTo("112#");
    }

    @Test
    void whatIsNoKeyAndWhatDoesNotFitIsRefused() {
        assertThat(sender.press('x')).isFalse();
        for (int i = 0; i < DtmfSender.QUEUE_LIMIT; i++) {
            assertThat(sender.press('a')).isTrue();
        }
        assertThat(sender.press('1')).isFalse();
    }

    private List<byte[]> packetsUntilQuiet() {
        RtpSource source = new RtpSource(7, 0, 1000);
        List<byte[]> packets = new ArrayList<>();
        while (sender.isActive()) {
            byte[] packet = new byte[16];
            if (sender.nextPacket(source, packet) > 0) {
                packets.add(packet);
            }
            source.advance(160);
        }
        return packets;
    }
}
