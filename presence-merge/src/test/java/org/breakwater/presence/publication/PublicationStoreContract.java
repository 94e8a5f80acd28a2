package org.breakwater.presence.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.Merged;
import org.breakwater.presence.merge.PresenceMerge;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PublishOutcome.Accepted;
import org.breakwater.presence.publication.PublishOutcome.BodyMissing;
import org.breakwater.presence.publication.PublishOutcome.Change;
import org.breakwater.presence.publication.PublishOutcome.ConditionalRequestFailed;
import org.breakwater.presence.publication.PublishOutcome.IntervalTooBrief;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does wherever its map lives. Subclasses give an empty map for each test. */
public abstract class PublicationStoreContract {

    protected static final String ANN = "sip:1001@pbx.example.lan";

    private final ManualTime time = new ManualTime();
    private final AtomicInteger ids = new AtomicInteger();
    private final PresenceEvent presence = new PresenceEvent(null);
    private SharedMap<String, Presentity> map;
    private PublicationStore store;

    /** A new, empty map. */
    protected abstract SharedMap<String, Presentity> emptyMap();

    @BeforeEach
    public void open() {
        map = emptyMap();
        store = store(map);
    }

    private PublicationStore store(SharedMap<String, Presentity> where) {
        PublicationPolicy policy = new PublicationPolicy(60, 7200, 3600, 4);
        return new PublicationStore(where, time, policy, () -> "p" + ids.incrementAndGet());
    }

    private PublishedBody body(Activity activity) {
        Person person = new Person("p", Activities.of(activity), List.of(Note.of(activity.element())), null);
        return presence.keep(Presence.of(ANN, Tuple.of("t", Basic.OPEN)).with(List.of(person)));
    }

    private PublishOutcome publish(String ifMatch, int expires, PublishedBody bodyOrNull) {
        return store.publish(new PublishRequest(ANN, "presence", ifMatch, expires, Source.SIP, bodyOrNull));
    }

    private String initial(Activity activity) {
        return ((Accepted) publish("", 3600, body(activity))).etag();
    }

    private List<Published> now() {
        return store.find("presence", ANN);
    }

    @Test
    public void initialPublishIsKeptUnderItsTag() {
        PublishOutcome outcome = publish("", -1, body(Activity.LUNCH));

        assertThat(outcome).isEqualTo(new Accepted("p1.1", 3600, Change.INITIAL));
        assertThat(now()).singleElement().satisfies(p -> {
            assertThat(p.etag()).isEqualTo("p1.1");
            assertThat(p.source()).isEqualTo(Source.SIP);
            assertThat(p.times().expiresAtMillis()).isEqualTo(time.epochMillis() + 3_600_000);
        });
        assertThat(store.find("presence", "pres:1001@PBX.example.lan")).isEqualTo(now());
        assertThat(store.find("dialog", ANN)).isEmpty();
    }

    @Test
    public void refreshGivesANewTagAndANewEndAndNothingElse() {
        String tag = initial(Activity.LUNCH);
        Published before = now().get(0);
        time.advanceMillis(1_000_000);

        PublishOutcome outcome = publish(tag, 600, null);

        assertThat(outcome).isEqualTo(new Accepted("p1.2", 600, Change.REFRESHED));
        Published after = now().get(0);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.times().changedMillis()).isEqualTo(before.times().changedMillis());
        assertThat(after.times().expiresAtMillis()).isEqualTo(time.epochMillis() + 600_000);
    }

    @Test
    public void modificationReplacesTheDocumentAndMakesItNewer() {
        String tag = initial(Activity.LUNCH);
        time.advanceMillis(5_000);

        assertThat(publish(tag, 3600, body(Activity.BUSY))).isEqualTo(new Accepted("p1.2", 3600, Change.MODIFIED));

        assertThat(now().get(0).body()).isEqualTo(body(Activity.BUSY));
        assertThat(now().get(0).times().changedMillis()).isEqualTo(time.epochMillis());
    }

    @Test
    public void modificationThatSaysTheSameIsARefresh() {
        String tag = initial(Activity.LUNCH);
        long changed = now().get(0).times().changedMillis();
        time.advanceMillis(5_000);

        assertThat(publish(tag, 3600, body(Activity.LUNCH))).isEqualTo(new Accepted("p1.2", 3600, Change.REFRESHED));

        assertThat(now().get(0).times().changedMillis()).isEqualTo(changed);
    }

    @Test
    public void expiresZeroRemoves() {
        String tag = initial(Activity.LUNCH);

        assertThat(publish(tag, 0, null)).isEqualTo(new Accepted("p1.2", 0, Change.REMOVED));

        assertThat(now()).isEmpty();
        assertThat(map.size()).isZero();
        assertThat(publish("p1.2", 3600, null)).isEqualTo(new ConditionalRequestFailed());
        assertThat(publish("", 0, body(Activity.LUNCH))).isEqualTo(new Accepted("p2.1", 0, Change.NOTHING));
        assertThat(now()).isEmpty();
    }

    @Test
    public void tagsThatAreOldMadeUpOrRunOutAreRefused() {
        String tag = initial(Activity.LUNCH);
        publish(tag, 3600, null);

        for (String wrong : List.of(tag, "p1", "p1.", ".", "p9.1", "p1.3")) {
            assertThat(publish(wrong, 3600, body(Activity.BUSY)).status())
                    .as(wrong)
                    .isEqualTo(412);
        }
        time.advanceMillis(3_600_000);
        assertThat(publish("p1.2", 3600, null)).isEqualTo(new ConditionalRequestFailed());
        assertThat(now()).isEmpty();
    }

    @Test
    public void durationHasBounds() {
        assertThat(publish("", 59, body(Activity.LUNCH))).isEqualTo(new IntervalTooBrief(60));
        assertThat(publish("", 60, body(Activity.LUNCH)).status()).isEqualTo(200);
        assertThat(publish("", 999_999, body(Activity.LUNCH))).isEqualTo(new Accepted("p2.1", 7200, Change.INITIAL));
        assertThat(publish("", 3600, null)).isEqualTo(new BodyMissing());
    }

    @Test
    public void whenThereAreTooManyTheOneThatEndsFirstGoes() {
        List<String> tags = new ArrayList<>();
        for (int seconds : List.of(900, 100, 800, 700, 600)) {
            tags.add(((Accepted) publish("", seconds, body(Activity.LUNCH))).etag());
        }

        assertThat(now()).extracting(Published::etag).containsExactly("p1.1", "p3.1", "p4.1", "p5.1");
    }

    @Test
    public void derivedStatesHaveIdsOfTheirOwn() {
        store.put("presence", ANN, "call-7", Source.DIALOG, body(Activity.ON_THE_PHONE), 60);
        long changed = now().get(0).times().changedMillis();
        time.advanceMillis(1000);
        store.put("presence", ANN, "call-7", Source.DIALOG, body(Activity.ON_THE_PHONE), 120);

        assertThat(now()).singleElement().satisfies(p -> {
            assertThat(p.times().changedMillis()).isEqualTo(changed);
            assertThat(p.times().expiresAtMillis()).isEqualTo(time.epochMillis() + 120_000);
        });
        assertThat(store.remove("presence", ANN, "call-7")).isTrue();
        assertThat(store.remove("presence", ANN, "call-7")).isFalse();
        store.put("presence", ANN, "call-7", Source.DIALOG, body(Activity.ON_THE_PHONE), 60);
        assertThat(now()).hasSize(1);
    }

    @Test
    public void storeAndMergeRuleTellWhatWatchersSee() {
        initial(Activity.LUNCH);
        time.advanceMillis(10);
        String away = initial(Activity.AWAY);
        store.put("presence", ANN, "call-7", Source.DIALOG, body(Activity.ON_THE_PHONE), 60);

        assertThat(seen()).containsExactly(Activity.ON_THE_PHONE);
        store.remove("presence", ANN, "call-7");
        assertThat(seen()).containsExactly(Activity.AWAY);
        publish(away, 0, null);
        assertThat(seen()).containsExactly(Activity.LUNCH);
    }

    private List<Activity> seen() {
        Merged merged =
                PresenceMerge.merge(ANN, PresenceEvent.forMerge(now()), MergeSettings.DEFAULT, time.epochMillis());
        return merged.presence().persons().get(0).activities().kinds();
    }

    @Test
    public void whatRunsOutIsTakenAwayInTimeAndListenersHearOfIt() {
        List<String> heard = new CopyOnWriteArrayList<>();
        map.listen((key, before, after) ->
                heard.add((before == null ? 0 : before.publications().size()) + ">"
                        + (after == null ? 0 : after.publications().size())));
        PublicationExpiry expiry = PublicationExpiry.start(map, time, time, Runnable::run);
        publish("", 100, body(Activity.LUNCH));
        publish("", 200, body(Activity.AWAY));

        time.advanceMillis(99_999);
        assertThat(heard).containsExactly("0>1", "1>2");
        time.advanceMillis(1);
        assertThat(heard).containsExactly("0>1", "1>2", "2>1");
        publish("p2.1", 300, null);
        time.advanceMillis(299_999);
        assertThat(now()).hasSize(1);
        time.advanceMillis(1);

        assertThat(heard).containsExactly("0>1", "1>2", "2>1", "1>1", "1>0");
        assertThat(expiry.size()).isZero();
        assertThat(time.pendingTimers()).isZero();
        assertThat(map.size()).isZero();
    }

    @Test
    public void whatWasThereBeforeRunsOutToo() {
        publish("", 100, body(Activity.LUNCH));
        PublicationExpiry.start(map, time, time, Runnable::run);

        time.advanceMillis(100_000);

        assertThat(map.size()).isZero();
    }
}
