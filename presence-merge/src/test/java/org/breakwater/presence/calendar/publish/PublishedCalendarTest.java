package org.breakwater.presence.calendar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarRule;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.merge.DerivedPresence;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.PresenceMerge;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.merge.Why;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.Published;
import org.junit.jupiter.api.Test;

class PublishedCalendarTest {

    private static final DirectoryName ALICE = new DirectoryName("1001", "pbx.example");
    private static final String URI = "sip:1001@pbx.example";

    private final ManualTime time = new ManualTime();
    private final SharedMap<String, Presentity> map = new InMemorySharedMaps().map(PublicationMaps.kind(), "presence");
    private final PublicationStore store =
            new PublicationStore(map, time, PublicationPolicy.DEFAULT, () -> "id-of-a-phone");
    private final PresenceEvent event = new PresenceEvent(null);
    private String domain = "pbx.example";
    private final PublishedCalendar calendar =
            new PublishedCalendar(store, event, user -> "sip:" + user.username() + "@" + domain, time);

    private Presence meeting() {
        Instant now = time.now();
        BusyInterval interval = new BusyInterval(now, now.plusSeconds(3600), BusyKind.BUSY, true, "Jour fixe");
        CalendarSettings settings = new CalendarSettings(ZoneId.of("UTC"), true, false);
        return CalendarRule.stateAt(URI, List.of(interval), settings, now)
                .presence()
                .orElseThrow();
    }

    private List<Published> published() {
        return store.find("presence", URI);
    }

    private String merged() {
        MergeSettings settings = new MergeSettings(true, true, Source.CALENDAR, true);
        return Why.words(PresenceMerge.merge(URI, PresenceEvent.forMerge(published()), settings, time.epochMillis())
                .presence());
    }

    @Test
    void calendarIsOnePublicationThatEndsByItself() {
        calendar.publish(ALICE, meeting(), time.epochMillis() + 3_600_500);
        calendar.publish(ALICE, meeting(), time.epochMillis() + 3_600_500);
        assertThat(published()).singleElement().satisfies(p -> {
            assertThat(p.source()).isEqualTo(Source.CALENDAR);
            assertThat(p.id()).isEqualTo("calendar");
            assertThat(p.times().expiresAtMillis()).isEqualTo(time.epochMillis() + 3_601_000);
        });
        time.advanceMillis(3_601_000);
        assertThat(published()).isEmpty();
    }

    @Test
    void sameStateAgainIsARefresh() {
        calendar.publish(ALICE, meeting(), time.epochMillis() + 60_000);
        long changed = published().get(0).times().changedMillis();
        Presence same = PresenceEvent.forMerge(published()).get(0).presence();
        time.advanceMillis(30_000);
        calendar.publish(ALICE, same, time.epochMillis() + 60_000);
        assertThat(published().get(0).times().changedMillis()).isEqualTo(changed);
        assertThat(published().get(0).times().expiresAtMillis()).isEqualTo(time.epochMillis() + 60_000);
    }

    @Test
    void withdrawnStateIsGoneAndOneThatEndedIsNotPublished() {
        calendar.publish(ALICE, meeting(), time.epochMillis() + 60_000);
        calendar.withdraw(ALICE);
        assertThat(published()).isEmpty();
        calendar.publish(ALICE, meeting(), time.epochMillis());
        calendar.withdraw(ALICE);
        assertThat(published()).isEmpty();
    }

    @Test
    void calendarWinsOverAPhoneAndACallOverTheCalendar() {
        Person eating = new Person("p", Activities.of(Activity.LUNCH), List.of(Note.of("Lunch")), null);
        Presence lunch = Presence.of(URI, Tuple.of("phone", Basic.OPEN)).with(List.of(eating));
        calendar.publish(ALICE, meeting(), time.epochMillis() + 3_600_000);
        time.advanceMillis(1000);
        store.put("presence", URI, "phone", Source.SIP, event.keep(lunch), 3600);
        assertThat(merged()).startsWith("open, meeting \"Jour fixe until ");

        Presence call = DerivedPresence.ofDialog(URI, DialogState.CONFIRMED).orElseThrow();
        store.put("presence", URI, "call", Source.DIALOG, event.keep(call), 3600);
        assertThat(merged()).startsWith("open, on-the-phone");
        store.remove("presence", URI, "call");
        calendar.withdraw(ALICE);
        assertThat(merged()).isEqualTo("open, lunch \"Lunch\"");
    }

    @Test
    void userWhomWatchersKnowByAnotherNameIsShownByThat() {
        calendar.publish(ALICE, meeting(), time.epochMillis() + 3_600_000);
        domain = "other.example";
        calendar.spellAgain();
        assertThat(published()).isEmpty();
        assertThat(store.find("presence", "sip:1001@other.example")).hasSize(1);

        domain = "pbx.example";
        calendar.publish(ALICE, meeting(), time.epochMillis() + 3_600_000);
        assertThat(published()).hasSize(1);
        assertThat(store.find("presence", "sip:1001@other.example")).isEmpty();
        domain = "other.example";
        calendar.withdraw(ALICE);
        assertThat(map.size()).isZero();
    }

    @Test
    void whatADeadServerPublishedOfARemovedCalendarIsWithdrawn() {
        PublishedCalendar dead = new PublishedCalendar(store, event, user -> "sip:" + user, time);
        dead.publish(ALICE, meeting(), time.epochMillis() + 3_600_000);
        dead.publish(new DirectoryName("1002", "pbx.example"), meeting(), time.epochMillis() + 3_600_000);
        store.put("presence", "sip:1003@pbx.example", "phone", Source.SIP, event.keep(meeting()), 3600);

        calendar.keepOnly(List.of(ALICE));
        assertThat(published()).hasSize(1);
        assertThat(store.find("presence", "sip:1002@pbx.example")).isEmpty();
        assertThat(store.find("presence", "sip:1003@pbx.example")).hasSize(1);
    }

    @Test
    void serverThatLeavesPublishesNothingAnew() {
        calendar.publish(ALICE, meeting(), time.epochMillis() + 3_600_000);
        calendar.forget();
        domain = "other.example";
        calendar.spellAgain();
        assertThat(published()).hasSize(1);
        assertThat(store.find("presence", "sip:1001@other.example")).isEmpty();
    }
}
