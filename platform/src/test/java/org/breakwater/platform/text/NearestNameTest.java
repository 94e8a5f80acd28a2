package org.breakwater.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN =
            List.of("rr", "tm", "acc", "pike", "listen", "children", "failures", "tcp_connection_lifetime");

    @ParameterizedTest
    @CsvSource({
        "lissten, listen",
        "chidlren, children",
        "failurs, failures",
        "piek, pike",
        "ac, acc",
        "rrr, rr",
        "am, tm",
        "tcp_conection_life_time, tcp_connection_lifetime",
        "tcp_con_lifetime, tcp_connection_lifetime",
        "acceptance,",
        "xy,",
        "'',",
        "lxxxxn,",
    })
    void wordIsTakenForTheNearestOneOrForNone(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN)).isEqualTo(Optional.ofNullable(meant));
    }

    @ParameterizedTest
    @CsvSource({"'bat,cat'", "'cat,bat'"})
    void amongEquallyNearTheFirstOfTheAlphabetIsTaken(String known) {
        assertThat(NearestName.of("rat", List.of(known.split(",")))).contains("bat");
    }

    @Test
    void longWordIsNearNothingShort() {
        assertThat(NearestName.of("a".repeat(200_000), List.of("b".repeat(20)))).isEmpty();
    }
}
