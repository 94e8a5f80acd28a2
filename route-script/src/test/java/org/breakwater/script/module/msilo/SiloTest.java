package org.breakwater.script.module.msilo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2; MariaDB is what {@code MsiloTest} in acceptance runs on. */
class SiloTest {

    private static final DirectoryName ANN = new DirectoryName("1001", "pbx");

    private final DirectoryFixture directory = new DirectoryFixture(DatabaseUrl.inMemory("silo"));
    private Silo silo;

    @BeforeEach
    void open() {
        directory.execute("DELETE FROM silo");
        silo = new Silo(directory.directories.own().sql(), "silo");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private static StoredMessage message(String body) {
        return new StoredMessage(0, ANN, "sip:b@x", "sip:1001@pbx", "c1", "text/plain", body, 100, 0);
    }

    private List<StoredMessage> of(long now) {
        return silo.of(ANN, now, 10).join();
    }

    @Test
    void messagesComeInTheirOrderWithTheirOctets() {
        String octets = "\u00c3\u00a4 \u0000 \u00ff";
        assertThat(silo.store(message(octets), 200, 10)).isEmpty();
        assertThat(silo.store(message("two"), 200, 10)).isEmpty();

        assertThat(of(150)).extracting(StoredMessage::body).containsExactly(octets, "two");
        assertThat(of(150).get(0))
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(message(octets));
        assertThat(silo.of(new DirectoryName("1002", "pbx"), 150, 10).join()).isEmpty();
    }

    @Test
    void oneUserHasSoManyAndLongOnesAreRefused() {
        assertThat(silo.store(message("1"), 200, 2)).isEmpty();
        assertThat(silo.store(message("2"), 200, 2)).isEmpty();
        assertThat(silo.store(message("3"), 200, 2)).isEqualTo("1001@pbx has 2 messages already");
        assertThat(silo.store(message("x".repeat(65_536)), 200, 10)).isEqualTo("it is too long");
    }

    @Test
    void oneOfTwoWhoReadItMaySendIt() {
        silo.store(message("1"), 300, 2);
        StoredMessage one = of(110).get(0);
        StoredMessage other = of(110).get(0);

        assertThat(silo.claim(one, 110).join()).isTrue();
        assertThat(silo.claim(other, 110).join()).isFalse();
        assertThat(of(120)).isEmpty();
        silo.giveBack(one).join();
        assertThat(of(120)).hasSize(1);
        silo.sent(one).join();
        assertThat(of(120)).isEmpty();
    }

    @Test
    void whatADeadServerClaimedIsSentAMinuteLaterByOneOther() {
        silo.store(message("1"), 300, 2);
        silo.claim(of(110).get(0), 110).join();

        assertThat(of(170)).isEmpty();
        StoredMessage one = of(171).get(0);
        StoredMessage other = of(171).get(0);
        assertThat(silo.claim(one, 171).join()).isTrue();
        assertThat(silo.claim(other, 171).join()).isFalse();
    }

    @Test
    void whatRanOutIsNeitherSentNorKept() {
        silo.store(message("1"), 200, 1);
        assertThat(of(200)).isEmpty();
        silo.tidy(200).join();
        assertThat(silo.store(message("2"), 300, 1)).isEmpty();
    }
}
