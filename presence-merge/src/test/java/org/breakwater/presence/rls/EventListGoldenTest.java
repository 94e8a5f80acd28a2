package org.breakwater.presence.rls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.dialog.CallIds;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.dialog.Party;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.watcher.View;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each brand of phones gets of a list, octet for octet. The octets follow RFC 4662 and 4235 and what is known of the
 * brands; they are no traces of phones.
 */
class EventListGoldenTest {

    private static final String LIST = "sip:lamps-1001@pbx.example.lan";
    private static final ListLimits SMALL = new ListLimits(200, 1900, 64 << 10);

    private static Member<Lamp> member(String user, String name, LampCall... calls) {
        return new Member<>(
                "sip:" + user + "@pbx.example.lan", name, new Standing.Known<>(Lamp.of(true, List.of(calls))));
    }

    private static LampCall call(String user, String id, DialogState state, boolean held) {
        DialogElement dialog = new DialogElement(
                id,
                new CallIds(id + "@192.0.2.9", "callee-" + id, "caller-" + id),
                Direction.RECIPIENT,
                state,
                "",
                Party.of("sip:" + user + "@pbx.example.lan", "Ann"),
                new Party("sip:1009@pbx.example.lan", "Büro \"9\"", "sip:1009@192.0.2.9;transport=tcp", null));
        return new LampCall(dialog, "desk", held, state.ordinal());
    }

    @SafeVarargs
    private static <T> ListTruth<T> list(Member<T>... members) {
        List<Member<T>> list = new ArrayList<>();
        for (Member<T> member : members) {
            list.add(member);
        }
        return new ListTruth<>(LIST, "Lamps of 1001", list);
    }

    /** As a Watch does it: a full document, then what changed until nothing is left to be told. */
    @SafeVarargs
    private static <T> byte[] day(ListView<T> begin, ListTruth<T>... truths) {
        StringBuilder out = new StringBuilder();
        View.Shown<ListTruth<T>> shown = begin.full(truths[0]);
        append(out, "SUBSCRIBE", shown);
        for (ListTruth<T> truth : truths) {
            Optional<View.Shown<ListTruth<T>>> next = shown.after().change(truth);
            while (next.isPresent()) {
                shown = next.get();
                append(out, "change", shown);
                next = shown.after().change(truth);
            }
        }
        append(out, "SUBSCRIBE again", shown.after().full(truths[truths.length - 1]));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, String title, View.Shown<?> shown) {
        out.append("--- ").append(title).append("\nContent-Type: ").append(shown.contentType());
        out.append("\nRequire: ").append(EventList.OPTION_TAG).append("\n\n").append(shown.body());
    }

    private static byte[] lamps(Quirks quirks, ListLimits limits) {
        Member<Lamp> ann = member("1002", "Ann");
        Member<Lamp> rings = member("1002", "Ann", call("1002", "d1", DialogState.EARLY, false));
        Member<Lamp> both = member(
                "1002",
                "Ann",
                call("1002", "d1", DialogState.EARLY, false),
                call("1002", "d2", DialogState.CONFIRMED, false));
        Member<Lamp> holds = member("1002", "Ann", call("1002", "d2", DialogState.CONFIRMED, true));
        Member<Lamp> bob = member("1003", "Bob", call("1003", "d7", DialogState.CONFIRMED, false));
        Member<Lamp> nobody = new Member<>("sip:1004@pbx.example.lan", "", new Standing.Gone<>("noresource"));
        return day(
                ListView.begin(MemberViews.lamps(quirks), limits, 0),
                list(ann, bob, nobody),
                list(rings, bob, nobody),
                list(both, bob, nobody),
                list(holds, bob, nobody),
                list(holds, bob, nobody, member("1005", "Zoë")),
                list(ann, nobody, member("1005", "Zoë")));
    }

    @ParameterizedTest
    @CsvSource({
        "snomD785/10.1.169.13, Snom, eventlist-dialog.txt",
        "Yealink SIP-T46S 66.86.0.15, Yealink, eventlist-dialog.txt",
        "PolycomVVX-VVX_411-UA/5.9.5.0614, Polycom, eventlist-dialog.txt",
        "PolyEdge-Edge_E350-UA/8.0.1.16845, Polycom, eventlist-dialog.txt",
        "Grandstream GXP2170 1.0.11.64, Grandstream, eventlist-dialog.txt",
        "Cisco-CP-8851-3PCC/11.3.1, Cisco, eventlist-dialog.txt",
        "Linksys/SPA962-6.1.5(a), Cisco SPA, eventlist-one-dialog.txt",
        "Gigaset N870 IP PRO/83.V2.48.0, Gigaset, eventlist-dialog.txt",
        "Fanvil X6U 2.4.6, Fanvil, eventlist-dialog.txt",
        "SomePhone/1.0, unknown, eventlist-whole.txt"
    })
    void brandGetsTheseOctets(String userAgent, String brand, String file) {
        Quirks quirks = QuirkTable.shipped().of(userAgent);

        assertThat(quirks.brand()).isEqualTo(brand);
        Golden.assertSame(file, lamps(quirks, ListLimits.USUAL));
    }

    @ParameterizedTest
    @CsvSource("Grandstream GXP2170 1.0.11.64, eventlist-split.txt")
    void bigListIsSplitLikeThis(String userAgent, String file) {
        Golden.assertSame(file, lamps(QuirkTable.shipped().of(userAgent), SMALL));
    }

    private static Member<Presence> seen(String user, Basic basic, Activity activity) {
        String uri = "sip:" + user + "@pbx.example.lan";
        Presence presence = Presence.of(uri, Tuple.of("t", basic));
        if (activity != null) {
            Activities doing = new Activities(List.of(activity), "", null, null);
            presence = presence.with(List.of(new Person("p", doing, List.of(), null)));
        }
        return new Member<>(uri, "", new Standing.Known<>(presence));
    }

    @ParameterizedTest
    @CsvSource({
        "snomD785/10.1.169.13, eventlist-presence.txt",
        "Yealink SIP-T46S 66.86.0.15, eventlist-presence.txt",
        "PolycomVVX-VVX_411-UA/5.9.5.0614, eventlist-presence.txt"
    })
    void contactListGetsTheseOctets(String userAgent, String file) {
        Quirks quirks = QuirkTable.shipped().of(userAgent);
        Member<Presence> asks = new Member<>("sip:1006@pbx.example.lan", "Eve", new Standing.Pending<>());
        Member<Presence> nested = new Member<>(
                "sip:team@pbx.example.lan",
                "Team",
                new Standing.Nested<>(new ListTruth<>(
                        "sip:team@pbx.example.lan", "Team", List.of(seen("1007", Basic.OPEN, Activity.MEETING)))));

        byte[] day = day(
                ListView.begin(MemberViews.presences(quirks), ListLimits.USUAL, 0),
                list(seen("1002", Basic.CLOSED, null), asks, nested),
                list(seen("1002", Basic.OPEN, Activity.ON_THE_PHONE), asks, nested),
                list(seen("1002", Basic.OPEN, Activity.ON_THE_PHONE), seen("1006", Basic.OPEN, null), nested));

        Golden.assertSame(file, day);
    }
}
