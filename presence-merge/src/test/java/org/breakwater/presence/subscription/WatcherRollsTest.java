package org.breakwater.presence.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.document.winfo.Watcher;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.xcap.Handling;
import org.junit.jupiter.api.Test;

class WatcherRollsTest {

    private static final String OWNER = "sip:1002@ours";
    private static final Subscription.Topic WINFO =
            new Subscription.Topic(WatcherRolls.EVENT, "", OWNER, "sip:1002@pbx");

    private final ManualTime time = new ManualTime();
    private final SharedMap<String, Subscription> map = new InMemorySharedMaps().map(SubscriptionMaps.kind(), "all");
    private final List<String> changed = new ArrayList<>();
    private Handling handling = Handling.ALLOW;
    private final Map<String, ListDefinition> lists = new HashMap<>();
    private final WatcherRolls rolls = new WatcherRolls(
            map,
            pictures(),
            (entity, like) -> entity.replace("@ours", like.substring(like.indexOf('@'))),
            changed::add,
            time);

    private Pictures pictures() {
        Pictures pictures = new Pictures(null, QuirkTable.shipped());
        pictures.setAuthority((event, entity, watcher) -> handling);
        pictures.addLists(
                uri -> Optional.ofNullable(lists.get(uri)),
                uri -> uri.endsWith("@pbx") ? uri.replace("@pbx", "@ours") : null);
        return pictures;
    }

    private void define(String uri, String... members) {
        List<ListDefinition.Entry> entries =
                Stream.of(members).map(m -> new ListDefinition.Entry(m, "")).toList();
        lists.put(uri, new ListDefinition(uri, "", Set.of(), entries));
    }

    private Subscription watching(String event, String callId, boolean list) {
        return new Subscription(
                new Subscription.DialogPath(
                        new Subscription.Ids(callId, "a", "b", "sip:1002@pbx", "sip:1001@pbx"),
                        "sip:1001@192.0.2.1",
                        List.of(),
                        "<sip:pbx>"),
                new Subscription.Topic(event, "", OWNER, "sip:1002@pbx", list),
                new Subscription.Phone("sip:1001@ours", "", 0, "", ""),
                new Subscription.Term("main1/run", time.epochMillis() + 600_000, 1));
    }

    private Watcher only() {
        List<Watcher> watchers = rolls.truth(WINFO).watchers();
        assertThat(watchers).hasSize(1);
        return watchers.get(0);
    }

    @Test
    void whoWatchesPresenceIsOnTheRollUnderAUriThePhoneKnows() {
        Subscription s = watching("presence", "secret-call-id", false);
        rolls.noted(s.key(), null, s);

        assertThat(only().uri()).isEqualTo("sip:1001@pbx");
        assertThat(only().status()).isEqualTo(Watcher.Status.ACTIVE);
        assertThat(only().id()).as("says nothing about the dialog").doesNotContain("secret");
        assertThat(changed).containsExactly(OWNER);
        rolls.noted(s.key(), s, null);
        assertThat(rolls.truth(WINFO).watchers()).isEmpty();
    }

    @Test
    void lampsAreNoMatterOfPresence() {
        Subscription s = watching("dialog", "c", false);
        assertThat(WatcherRolls.concerns(null, s)).isFalse();
        assertThat(WatcherRolls.concerns(watching("presence", "c", false), null))
                .isTrue();
        rolls.noted(s.key(), null, s);
        assertThat(rolls.truth(WINFO).watchers()).isEmpty();
        assertThat(changed).isEmpty();
    }

    @Test
    void whoWatchesByAListIsOnTheRollOfEachMember() {
        define("sip:1002@pbx", "sip:7@pbx", "sip:inner@pbx", "sip:9@elsewhere");
        define("sip:inner@pbx", "sip:8@pbx", "sip:1002@pbx");
        Subscription s = watching("presence", "c", true);
        map.put(s.key(), s);
        rolls.noted(s.key(), null, s);
        assertThat(changed).containsExactlyInAnyOrder("sip:7@ours", "sip:8@ours", OWNER);
        assertThat(only().uri()).isEqualTo("sip:1001@pbx");

        lists.remove("sip:inner@pbx");
        rolls.listsChanged();
        assertThat(rolls.truth(WINFO).watchers()).as("left the list").isEmpty();
    }

    @Test
    void blockedWatcherIsOnNoRoll() {
        handling = Handling.BLOCK;
        Subscription s = watching("presence", "c", false);
        rolls.noted(s.key(), null, s);
        assertThat(rolls.truth(WINFO).watchers()).isEmpty();
    }

    @Test
    void whoWasNotDecidedUponWaitsAfterTheirSubscriptionAndIsForgottenAfterADay() {
        handling = Handling.CONFIRM;
        Subscription s = watching("presence", "c", false);
        rolls.noted(s.key(), null, s);
        assertThat(only().status()).isEqualTo(Watcher.Status.PENDING);
        rolls.noted(s.key(), s, null);
        assertThat(only().status()).isEqualTo(Watcher.Status.WAITING);

        time.advanceMillis(24 * 3_600_000L + 1);
        rolls.compare();
        assertThat(rolls.truth(WINFO).watchers()).isEmpty();
    }

    @Test
    void comparisonFindsWhatNoEventTold() {
        Subscription s = watching("presence", "c", false);
        map.put(s.key(), s);
        rolls.compare();
        assertThat(only().status()).isEqualTo(Watcher.Status.ACTIVE);
        map.remove(s.key());
        rolls.compare();
        assertThat(rolls.truth(WINFO).watchers()).isEmpty();
    }

    @Test
    void ownerWhoAllowsApproves() {
        handling = Handling.CONFIRM;
        Subscription s = watching("presence", "c", false);
        map.put(s.key(), s);
        rolls.compare();
        handling = Handling.ALLOW;
        rolls.decided(Set.of("sip:somebody@ours"));
        assertThat(only().status()).isEqualTo(Watcher.Status.PENDING);
        rolls.decided(Set.of(OWNER));

        assertThat(only().event()).isEqualTo(Watcher.Event.APPROVED);
    }
}
