package org.breakwater.presence.document.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogInfoTest {

    private final Random random = new Random(3);

    private static DialogInfo read(String text) throws DocumentException {
        return DialogInfoReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void documentOfABridgedLineIsReadAndWrittenInOneForm() throws DocumentException {
        DialogInfo info = DialogInfoReader.read(Golden.octets("bridged-line-publish.xml"));

        DialogElement dialog = info.dialogs().get(0);
        assertThat(info.full()).isFalse();
        assertThat(info.version()).isEqualTo(7);
        assertThat(dialog.ids()).isEqualTo(new CallIds("a84b4c76e66710@192.0.2.7", "1928301774", "8321234356"));
        assertThat(dialog.direction()).isEqualTo(Direction.RECIPIENT);
        assertThat(dialog.local().rendering()).isFalse();
        assertThat(dialog.remote().display()).isEqualTo("Ann \"Boss\" <O'Hara>");
        Golden.assertSame("bridged-line-canonical.xml", DialogInfoWriter.write(info));
    }

    @Test
    void dialogsWithoutAKnownStateArePassedOver() throws DocumentException {
        DialogInfo info = read("<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' entity='sip:a@b' version='x'>"
                + "<dialog id='1'/><dialog id='2'><state>dancing</state></dialog>"
                + "<dialog><state code='486' event='rejected'>Terminated</state></dialog></dialog-info>");

        assertThat(info)
                .isEqualTo(new DialogInfo(
                        0,
                        true,
                        "sip:a@b",
                        List.of(new DialogElement(
                                "dialog-3",
                                CallIds.NONE,
                                null,
                                DialogState.TERMINATED,
                                "rejected",
                                Party.NONE,
                                Party.NONE))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info'/> | <dialog-info> has no attribute entity
                    <presence entity='sip:a@b'/>                              | the root is <presence> in "";
                    """)
    void errorsNameTheElementAndSayWhatToDo(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsWrittenIsReadBackAndWrittenTheSameAgain() throws DocumentException {
        for (int i = 0; i < 3_000; i++) {
            List<DialogElement> dialogs = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                dialogs.add(dialog());
            }
            DialogInfo info = new DialogInfo(random.nextInt(99), random.nextBoolean(), "sip:a@b", dialogs);
            byte[] octets = DialogInfoWriter.write(info);
            DialogInfo again = DialogInfoReader.read(octets, XmlLimits.OWN);
            assertThat(again).isEqualTo(info);
            assertThat(DialogInfoWriter.write(again)).isEqualTo(octets);
        }
    }

    private DialogElement dialog() {
        Direction[] directions = {null, Direction.INITIATOR, Direction.RECIPIENT};
        return new DialogElement(
                "d" + random.nextInt(9),
                random.nextBoolean() ? CallIds.NONE : new CallIds("call<1>", "l&t", ""),
                directions[random.nextInt(3)],
                DialogState.values()[random.nextInt(5)],
                random.nextBoolean() ? "" : "remote-bye",
                party(),
                party());
    }

    private Party party() {
        Party[] parties = {
            Party.NONE,
            Party.of("sip:1002@pbx", "Büro \"2\""),
            new Party("", "", "sip:1002@192.0.2.1", null),
            new Party("sip:1002@pbx", "", "sip:1002@192.0.2.1;transport=tcp", true),
            new Party("sip:1002@pbx", "x", "sip:1002@192.0.2.1", false)
        };
        return parties[random.nextInt(parties.length)];
    }
}
