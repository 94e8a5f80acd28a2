package org.breakwater.presence.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.ANN;
import static org.breakwater.presence.lamp.Calls.CALLING;
import static org.breakwater.presence.lamp.Calls.HELD;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoWriter;
import org.breakwater.presence.document.dialog.DialogState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LampViewTest {

    private static final Quirks CALLER_EARLY = new Quirks("x", false, true, true, false);

    private final QuirkTable table = QuirkTable.shipped();

    private static Lamp lamp(LampCall... calls) {
        return Lamp.of(true, List.of(calls));
    }

    /** A phone that subscribes while 1001 is free, and hears of a call, a second one, a third, hold, and the end. */
    private static byte[] day(Quirks quirks) {
        Map<String, Lamp> changes = new LinkedHashMap<>();
        changes.put("it rings", lamp(RINGING));
        changes.put("it rings and a call was answered elsewhere", lamp(TALKING, RINGING));
        changes.put("only the latter is left, and another party is called", lamp(TALKING, CALLING));
        changes.put("one call is left, on hold", lamp(HELD));
        changes.put("all is over", lamp());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LampView.Shown shown =
                LampView.begin("pres:1001@PBX.example.lan", quirks, 0).full(lamp());
        append(out, "SUBSCRIBE, free", shown.document());
        for (Map.Entry<String, Lamp> change : changes.entrySet()) {
            Optional<LampView.Shown> next = shown.after().change(change.getValue());
            if (next.isPresent()) {
                append(out, change.getKey(), next.get().document());
                shown = next.get();
            }
        }
        append(out, "SUBSCRIBE again", shown.after().full(lamp()).document());
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, String title, DialogInfo document) {
        out.writeBytes(("--- " + title + "\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(DialogInfoWriter.write(document));
    }

    @ParameterizedTest
    @CsvSource({
        "snom320/8.7.5.35, Snom, lamp-partial.txt",
        "snomD785/10.1.169.13, Snom, lamp-partial.txt",
        "Yealink SIP-T46S 66.86.0.15, Yealink, lamp-partial.txt",
        "PolycomVVX-VVX_411-UA/5.9.5.0614, Polycom, lamp-partial.txt",
        "PolyEdge-Edge_E350-UA/8.0.1.16845, Polycom, lamp-partial.txt",
        "Grandstream GXP2170 1.0.11.64, Grandstream, lamp-partial.txt",
        "Linksys/SPA962-6.1.5(a), Cisco SPA, lamp-one-dialog.txt",
        "Cisco/SPA504G-7.6.2c, Cisco SPA, lamp-one-dialog.txt",
        "Cisco-CP-8851-3PCC/11.3.1, Cisco, lamp-partial.txt",
        "Gigaset N870 IP PRO/83.V2.48.0, Gigaset, lamp-partial.txt",
        "Fanvil X6U 2.4.6, Fanvil, lamp-partial.txt",
        "SomePhone/1.0, unknown, lamp-whole.txt"
    })
    void brandGetsTheseOctets(String userAgent, String brand, String file) {
        Quirks quirks = table.of(userAgent);

        assertThat(quirks.brand()).isEqualTo(brand);
        Golden.assertSame(file, day(quirks));
    }

    @Test
    void documentAfterSubscribeIsFullAndAfterAChangePartial() {
        LampView.Shown first = LampView.begin(ANN, table.of("snom"), 0).full(lamp(RINGING));
        LampView.Shown second = first.after().change(lamp(RINGING, TALKING)).orElseThrow();

        assertThat(first.document().full()).isTrue();
        assertThat(second.document().full()).isFalse();
        assertThat(second.document().dialogs()).extracting(DialogElement::id).containsExactly("d2");
        assertThat(second.after().full(lamp(RINGING, TALKING)).document().full())
                .isTrue();
    }

    @Test
    void nothingIsSentWhenNothingToBeShownChanged() {
        LampView view = LampView.begin(ANN, table.of("Linksys/SPA962"), 0)
                .full(lamp(RINGING))
                .after();

        assertThat(view.change(lamp(RINGING))).isEmpty();
        assertThat(view.change(lamp(RINGING, TALKING)))
                .as("it sees one dialog only")
                .isEmpty();
        assertThat(view.change(lamp(TALKING))).isPresent();
    }

    @Test
    void callThatRingsAtTheOtherEndIsConfirmedUnlessThePhoneWantsItEarly() {
        DialogElement usual = LampView.begin(ANN, Quirks.UNKNOWN, 0)
                .full(lamp(CALLING))
                .document()
                .dialogs()
                .get(0);
        DialogElement early = LampView.begin(ANN, CALLER_EARLY, 0)
                .full(lamp(CALLING))
                .document()
                .dialogs()
                .get(0);

        assertThat(usual.state()).isEqualTo(DialogState.CONFIRMED);
        assertThat(early.state()).isEqualTo(DialogState.EARLY);
    }

    @Test
    void versionsGoOnWhereAnotherServerLeftOff() {
        LampView.Shown shown = LampView.begin(ANN, Quirks.UNKNOWN, 41).full(lamp());

        assertThat(shown.document().version()).isEqualTo(41);
        assertThat(shown.after().nextVersion()).isEqualTo(42);
    }

    /** Plays random days to a phone that does what RFC 4235 §3.10 says, and compares what it knows with the truth. */
    @Test
    void phoneThatAppliesTheDocumentsKnowsTheTruth() {
        Calls calls = new Calls(22);
        Quirks[] kinds = {table.of("snom"), table.of("SPA962"), Quirks.UNKNOWN, CALLER_EARLY};
        for (int day = 0; day < 2_000; day++) {
            Quirks quirks = kinds[day % kinds.length];
            LampView view = LampView.begin(ANN, quirks, day);
            Map<String, DialogElement> phone = new LinkedHashMap<>();
            long version = day;
            for (int step = 0; step < 8; step++) {
                Lamp lamp = Lamp.of(true, calls.some());
                boolean subscribes = step == 0 || calls.random().nextInt(4) == 0;
                Optional<LampView.Shown> shown = subscribes ? Optional.of(view.full(lamp)) : view.change(lamp);
                if (shown.isPresent()) {
                    DialogInfo document = shown.get().document();
                    assertThat(document.version()).isEqualTo(version++);
                    assertThat(document.dialogs()).isNotEmpty();
                    assertThat(document.entity()).isEqualTo(ANN);
                    PhoneLamp.apply(document, phone);
                    view = shown.get().after();
                }
                Map<String, DialogElement> truth = new LinkedHashMap<>();
                PhoneLamp.apply(LampView.begin(ANN, quirks, 0).full(lamp).document(), truth);
                assertThat(phone).isEqualTo(truth);
                assertThat(quirks.oneDialog() && phone.size() > 1).isFalse();
            }
        }
    }
}
