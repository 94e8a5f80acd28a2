package org.breakwater.presence.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.PidfReader;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.snom.ImConversion;
import org.breakwater.presence.snom.ImStates;
import org.breakwater.presence.table.Table;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuirkTableTest {

    private static QuirkTable table(String text) {
        return QuirkTable.of(Table.parse("phones.table", text, 3));
    }

    @Test
    void firstRowThatFitsCountsAndCaseDoesNotMatter() {
        QuirkTable table = table("spa5, spa9 | Old | one-dialog\nSPA | New | partial, meal\n");

        assertThat(table.of("Cisco/spa962")).isEqualTo(new Quirks("Old", true, false, false, false));
        assertThat(table.of("Cisco/SPA301")).isEqualTo(new Quirks("New", false, true, false, true));
        assertThat(table.of("")).isEqualTo(Quirks.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    a | b | loud    ~ phones.table:1: "loud" is no option; there are one-dialog, partial, caller-early, meal and none
                    , a | b | none  ~ phones.table:1: the first column has an empty word, which would be any phone; write part of a User-Agent
                    a | b           ~ phones.table:1: 2 columns where 3 are expected; divide them by |
                    """)
    void faultsNameFileAndLine(String text, String message) {
        assertThatThrownBy(() -> table(text)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"snom320", "Yealink", "PolycomVVX", "Grandstream", "Cisco-CP", "Linksys", "Gigaset", "Fanvil"})
    void brandsOfTheTableGetLunchAsItIs(String userAgent) throws DocumentException {
        ImConversion conversion = new ImConversion(ImStates.ofLanguages(List.of("en")));
        Presence lunch = conversion.convert(PidfReader.read(Golden.octets("snom-publish.xml")));

        byte[] octets = PidfWriter.write(QuirkTable.shipped().of(userAgent).fit(lunch));

        Golden.assertSame("snom-converted.xml", octets);
    }

    @Test
    void watcherThatKnowsOnlyMealGetsMeal() {
        Quirks quirks = new Quirks("x", false, false, false, true);
        Person eats = new Person("p", Activities.of(Activity.LUNCH, Activity.BUSY), List.of(), null);
        Person works = new Person("q", Activities.of(Activity.WORKING), List.of(), null);
        Presence presence = Presence.of("sip:a@b", Tuple.of("t", Basic.OPEN)).with(List.of(eats, works));

        assertThat(quirks.fit(presence).persons())
                .containsExactly(eats.doing(Activities.of(Activity.BUSY, Activity.MEAL)), works);
    }
}
