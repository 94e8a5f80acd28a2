package org.breakwater.presence.document.winfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;

class WatcherInfoTest {

    private static final WatcherInfo INFO = new WatcherInfo(
            3,
            true,
            List.of(new WatcherList(
                    "sip:1001@pbx.example.lan",
                    "presence",
                    List.of(
                            new Watcher(
                                    "77ajsyy76",
                                    "sip:1002@pbx.example.lan",
                                    "Ann",
                                    Watcher.Status.ACTIVE,
                                    Watcher.Event.APPROVED,
                                    3600,
                                    0),
                            new Watcher(
                                    "8",
                                    "sip:1003@pbx.example.lan",
                                    "",
                                    Watcher.Status.TERMINATED,
                                    Watcher.Event.TIMEOUT,
                                    -1,
                                    -1)))));

    @Test
    void watchersAreWrittenAndReadBack() throws DocumentException {
        Golden.assertSame("watcherinfo.xml", WatcherInfoXml.write(INFO));
        assertThat(WatcherInfoXml.read(WatcherInfoXml.write(INFO))).isEqualTo(INFO);
    }

    @Test
    void watchersWithoutAKnownStatusArePassedOver() throws DocumentException {
        byte[] octets = ("<watcherinfo state='partial'><watcher-list resource='sip:a@b' package='presence'>"
                        + "<watcher id='1' status='asleep' event='subscribe'>sip:c@b</watcher>"
                        + "<watcher id='2' status='waiting' event='new'>sip:d@b</watcher></watcher-list></watcherinfo>")
                .getBytes(StandardCharsets.UTF_8);

        WatcherInfo info = WatcherInfoXml.read(octets);

        assertThat(info.full()).isFalse();
        assertThat(info.lists().get(0).watchers())
                .containsExactly(
                        new Watcher("2", "sip:d@b", "", Watcher.Status.WAITING, Watcher.Event.SUBSCRIBE, -1, -1));
    }

    @Test
    void otherRootsAreRefused() {
        assertThatThrownBy(() -> WatcherInfoXml.read("<presence/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("the root is <presence> in \"\"; watchers are listed in <watcherinfo");
    }
}
