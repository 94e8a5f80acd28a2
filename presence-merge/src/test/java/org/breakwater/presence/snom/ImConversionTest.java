package org.breakwater.presence.snom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.PidfReader;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Presences;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.table.Table;
import org.breakwater.presence.table.TableException;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImConversionTest {

    private final ImConversion conversion = new ImConversion(ImStates.ofLanguages(ImStates.LANGUAGES));

    private static Presence saying(String words, Basic basic) {
        return Presence.of(
                "pres:1001@pbx.example.lan",
                new Tuple("snom320-1", basic, words, Tuple.Contact.NONE, "", List.of(new Note("de", words)), null));
    }

    @Test
    void documentOfASnomPhoneBecomesRich() throws DocumentException {
        Presence published = PidfReader.read(Golden.octets("snom-publish.xml"));

        Golden.assertSame("snom-converted.xml", PidfWriter.write(conversion.convert(published)));
    }

    @ParameterizedTest
    @CsvSource({
        "Online, open, ",
        "idle, open, ",
        "BRB, open, AWAY",
        "Do  Not Disturb, open, BUSY",
        "out to lunch, open, LUNCH",
        "In a call, open, ON_THE_PHONE",
        "in a meeting, open, MEETING",
        "Holiday, open, VACATION",
        "Invisible, closed, ",
        "Mittagspause, open, LUNCH",
        "Bitte nicht stören, open, BUSY",
        "Unsichtbar, closed, ",
        "Au téléphone, open, ON_THE_PHONE",
        "Hors ligne, closed, ",
        "De vacaciones, open, VACATION",
        "Torno subito, open, AWAY",
        "In vergadering, open, MEETING"
    })
    void wordsMeanWhatTheTablesSay(String words, String basic, Activity activity) {
        Presence converted = conversion.convert(saying(words, Basic.OPEN));

        Person person = converted.persons().get(0);
        assertThat(converted.entity()).isEqualTo("sip:1001@pbx.example.lan");
        assertThat(converted.tuples().get(0).basic().text()).isEqualTo(basic);
        assertThat(converted.tuples().get(0).im()).isEmpty();
        assertThat(person.activities()).isEqualTo(activity == null ? Activities.NONE : Activities.of(activity));
        assertThat(person.notes()).containsExactly(new Note("de", words));
    }

    @Test
    void wordsInNoTableBecomeOtherAndTheStatusStays() {
        Presence converted = conversion.convert(saying("Im Lager", Basic.CLOSED));

        assertThat(converted.tuples().get(0).basic()).isEqualTo(Basic.CLOSED);
        assertThat(converted.persons().get(0).activities())
                .isEqualTo(new Activities(List.of(Activity.OTHER), "Im Lager", null, null));
    }

    @Test
    void documentWithActivitiesKeepsThem() {
        Person away = new Person("p", Activities.of(Activity.AWAY), List.of(), null);

        Presence converted = conversion.convert(saying("Lunch", Basic.OPEN).with(List.of(away)));

        assertThat(converted.persons()).containsExactly(away);
        assertThat(ImConversion.concerns(converted)).isFalse();
    }

    @Test
    void convertingTwiceIsConvertingOnceAndWhatHasNoImIsUntouched() {
        Presences random = new Presences(6);
        int concerned = 0;
        for (int i = 0; i < 3_000; i++) {
            Presence presence = random.next("sip:1001@pbx.example.lan");
            Presence once = conversion.convert(presence);
            assertThat(ImConversion.concerns(once)).isFalse();
            assertThat(conversion.convert(once)).isEqualTo(once);
            if (ImConversion.concerns(presence)) {
                concerned++;
            } else {
                assertThat(once).isSameAs(presence);
            }
        }
        assertThat(concerned).isGreaterThan(500);
    }

    @Test
    void onlyTheWordsAndTheStatusTellAChangeFromARefresh() {
        Presence lunch = saying("Lunch", Basic.OPEN);

        assertThat(ImConversion.sameness(saying(" lunch ", Basic.OPEN))).isEqualTo(ImConversion.sameness(lunch));
        assertThat(ImConversion.sameness(saying("Away", Basic.OPEN))).isNotEqualTo(ImConversion.sameness(lunch));
        assertThat(ImConversion.sameness(saying("Lunch", Basic.CLOSED))).isNotEqualTo(ImConversion.sameness(lunch));
        assertThat(ImConversion.sameness(Presence.offline("sip:1@b"))).isEmpty();
    }

    @Test
    void earlierLanguageCountsAndFaultsNameFileAndLine() {
        Table mine = Table.parse("mine.table", "# ours\n\nlunch, essen | open | meal\n", 3);
        Table english = Table.resource(ImStates.class, "im-en.table", 3);

        ImStates states = ImStates.of(List.of(mine, english));

        assertThat(states.find("LUNCH").orElseThrow().activities()).isEqualTo(Activities.of(Activity.MEAL));
        assertThat(states.find("away").orElseThrow().activities()).isEqualTo(Activities.of(Activity.AWAY));
        assertThat(states.find("nothing of that kind")).isEmpty();
        assertThatThrownBy(() -> ImStates.of(List.of(Table.parse("mine.table", "a | open | eating", 3))))
                .isInstanceOf(TableException.class)
                .hasMessage("mine.table:1: \"eating\" is no activity of RFC 4480; write one of those, or none");
        assertThatThrownBy(() -> ImStates.of(List.of(Table.parse("mine.table", "\na | ajar | none", 3))))
                .hasMessage("mine.table:2: \"ajar\" is neither open nor closed");
        assertThatThrownBy(() -> ImStates.of(List.of(Table.parse("mine.table", "a,,b | open | none", 3))))
                .hasMessage("mine.table:1: the first column has no words; write what the phone shows");
        assertThatThrownBy(() -> Table.parse("mine.table", "a | open", 3))
                .hasMessage("mine.table:1: 2 columns where 3 are expected; divide them by |");
        assertThatThrownBy(() -> ImStates.ofLanguages(List.of("tlh")))
                .hasMessageStartingWith("im-tlh.table does not come with the program");
    }
}
