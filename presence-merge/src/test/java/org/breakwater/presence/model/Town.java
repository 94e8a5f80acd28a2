package org.breakwater.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.Calls;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.person.DerivedSources;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublishOutcome;
import org.breakwater.presence.publication.PublishRequest;
import org.breakwater.presence.publication.PublishedBody;
import org.breakwater.presence.subscription.Subscription;

/** Two main servers, people who publish, call, register and have appointments, and phones that watch them. */
public final class Town implements DerivedSources {

    private static final int PEOPLE = 4;
    private static final int HOUR = 3600;
    private static final PresenceEvent EVENT = new PresenceEvent(null);

    /** Waits in real time, where maps need it. */
    public interface Patience {
        /** Until something is so; fails when that takes too long. */
        void await(String what, BooleanSupplier condition);
    }

    private final ManualTime time = new ManualTime();
    private final Random random;
    private final Function<String, Main.Maps> maps;
    private final Patience patience;
    private final CopyOnWriteArraySet<Member> present = new CopyOnWriteArraySet<>();
    private final Map<String, Main> mains = new TreeMap<>();
    private final Map<String, Citizen> people = new TreeMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final List<String> history = new ArrayList<>();
    private int count;

    /**
     * @param maps as the server of that name sees them
     * @param patience waits for what one server did to be known at the other
     */
    Town(long seed, Function<String, Main.Maps> maps, Patience patience) {
        random = new Random(seed);
        this.maps = maps;
        this.patience = patience;
        time.advanceMillis(1_000_000);
        start("main1");
        start("main2");
        for (int i = 1; i <= PEOPLE; i++) {
            Citizen citizen = new Citizen("sip:100" + i + "@pbx");
            people.put(citizen.entity, citizen);
            for (String event : List.of("presence", "dialog")) {
                watchers.add(new Watcher(event, citizen, "sip:2001@192.0.2." + i));
            }
        }
        watchers.forEach(this::subscribe);
    }

    /** Something happens to somebody, or to a server, or to a NOTIFY. */
    void step() {
        pass(1 + random.nextInt(40));
        Citizen somebody = people.get("sip:100" + (1 + random.nextInt(PEOPLE)) + "@pbx");
        switch (random.nextInt(12)) {
            case 0, 1 -> publish(somebody, "device" + random.nextInt(2));
            case 2 -> appointment(somebody);
            case 3, 4, 5 -> call(somebody);
            case 6 -> registration(somebody);
            case 7 -> seconds(random.nextInt(20));
            case 8 -> refresh(watchers.get(random.nextInt(watchers.size())));
            case 9 -> powerCut();
            default -> deliver(3);
        }
    }

    /** The network is whole and nobody does anything: after a while every phone shows what is so. */
    void quiet(int seconds) {
        for (String name : List.of("main1", "main2")) {
            if (!mains.containsKey(name)) {
                start(name);
            }
        }
        for (int i = 0; i < seconds; i++) {
            mains.values().forEach(this::answerAll);
            seconds(1);
            watchers.stream().filter(Watcher::isEnded).forEach(this::subscribe);
        }
        mains.values().forEach(this::answerAll);
    }

    void everyPhoneShowsWhatIsSo(String day) {
        patience.await("every phone shows what is so", () -> {
            quiet(1);
            return watchers.stream().allMatch(w -> w.ought(time.epochMillis()).equals(w.shows()));
        });
        for (Watcher w : watchers) {
            assertThat(w.shows())
                    .as("%s: %s of %s after %s", day, w.event, w.whom.entity, history)
                    .isEqualTo(w.ought(time.epochMillis()));
        }
    }

    private void publish(Citizen who, String device) {
        Citizen.Said before = who.devices.get(device);
        boolean known = before != null && before.until() > time.epochMillis();
        int seconds = 60 + random.nextInt(100);
        int what = known ? random.nextInt(3) : 0;
        String words = random.nextInt(6) == 0 ? "" : "words " + ++count;
        PublishedBody body = what == 0 ? body(who, words) : null;
        PublishRequest request = new PublishRequest(
                who.entity, "presence", known ? before.etag() : "", what == 2 ? 0 : seconds, Source.SIP, body);
        Main at = anyMain();
        patience.await("the last PUBLISH is known there", () -> !known || knows(at, who, before.etag()));
        PublishOutcome.Accepted accepted = (PublishOutcome.Accepted) at.store.publish(request);
        long until = time.epochMillis() + seconds * 1000L;
        switch (what) {
            case 0 -> who.devices.put(device, new Citizen.Said(accepted.etag(), words, time.epochMillis(), until));
            case 1 -> who.devices.put(device, before.again(accepted.etag(), until));
            default -> who.devices.remove(device);
        }
        happened(who, device + " publishes " + (what == 0 ? words : what == 1 ? "again" : "no more"));
    }

    private static boolean knows(Main main, Citizen who, String etag) {
        return main.store.find("presence", who.entity).stream()
                .anyMatch(p -> p.etag().equals(etag));
    }

    private static PublishedBody body(Citizen who, String words) {
        Basic basic = words.isEmpty() ? Basic.CLOSED : Basic.OPEN;
        Person person = new Person("p", Activities.of(Activity.BUSY), List.of(Note.of(words)), null);
        return EVENT.keep(Presence.of(who.entity, Tuple.of("t", basic)).with(List.of(person)));
    }

    private void appointment(Citizen who) {
        if (random.nextInt(3) == 0) {
            anyMain().store.remove("presence", who.entity, "calendar");
            who.calendarSays(null);
            happened(who, "no appointment");
            return;
        }
        int seconds = 10 + random.nextInt(200);
        String words = "meeting " + ++count;
        anyMain().store.put("presence", who.entity, "calendar", Source.CALENDAR, body(who, words), seconds);
        long now = time.epochMillis();
        who.calendarSays(new Citizen.Said("", words, now, now + seconds * 1000L));
        happened(who, words);
    }

    private void call(Citizen who) {
        String id = "d" + random.nextInt(3);
        LampCall before = who.calls.remove(id);
        DialogState next = before == null
                ? DialogState.EARLY
                : before.dialog().state() == DialogState.EARLY && random.nextBoolean() ? DialogState.CONFIRMED : null;
        if (next != null) {
            who.calls.put(id, Calls.call(id, Direction.RECIPIENT, next, false, time.epochMillis()));
        }
        happened(who, id + " is " + next);
    }

    private void registration(Citizen who) {
        String id = "r" + random.nextInt(2);
        long now = time.epochMillis();
        if (who.registrations.remove(id) == null) {
            who.registrations.put(id, new Registered(id, now, now + 1_000L * HOUR * 24));
        }
        happened(who, "registered " + who.registrations.keySet());
    }

    /** Servers hear of it, or the event is lost. */
    private void happened(Citizen who, String what) {
        history.add(what);
        for (Main main : mains.values()) {
            if (random.nextInt(5) > 0) {
                main.hears(who.entity);
            }
        }
    }

    private void powerCut() {
        String name = "main" + (1 + random.nextInt(2));
        Main main = mains.get(name);
        if (main == null) {
            start(name);
        } else if (mains.size() == 2) {
            history.add(name + " dies");
            main.die();
            mains.remove(name);
            present.remove(main.self);
            if (random.nextBoolean()) {
                mains.values().forEach(m -> m.subscriptions.adoptOrphans());
            }
        }
    }

    private void start(String name) {
        history.add(name + " starts");
        Member self = new Member(name, "run" + ++count);
        mains.put(name, new Main(self, maps.apply(name), this, present, time, random));
        present.add(self);
    }

    private void subscribe(Watcher w) {
        Main at = anyMain();
        String id = "call" + ++count;
        long until = time.epochMillis() + HOUR * 1000L;
        w.begins(new Subscription(
                new Subscription.DialogPath(
                        new Subscription.Ids(id, "ours", "theirs", w.whom.entity, "sip:2001@pbx"),
                        w.contact,
                        List.of(),
                        "<sip:pbx>"),
                new Subscription.Topic(w.event, "", w.whom.entity, w.whom.entity),
                new Subscription.Phone("sip:2001@pbx", "phone", 7, "", "tcp:192.0.2.1"),
                new Subscription.Term(at.self.text(), until, 0)));
        at.subscriptions.begin(w.subscription, HOUR);
    }

    private void refresh(Watcher w) {
        Main at = anyMain();
        Subscription kept = at.desk.find(w.subscription.key());
        if (kept == null || w.isEnded()) {
            subscribe(w);
        } else {
            history.add("SUBSCRIBE again");
            at.subscriptions.refresh(w.subscription.key(), w.contact, kept.phone(), HOUR);
        }
    }

    /** Some NOTIFYs arrive, some do not, some answers are lost on the way. */
    private void deliver(int most) {
        for (Main main : mains.values()) {
            for (int i = 0; i < most; i++) {
                Main.InFlight notify = main.next();
                if (notify != null) {
                    int status = random.nextInt(4) == 0 ? 408 : arrive(notify);
                    notify.answer().accept(random.nextInt(8) == 0 ? 408 : status);
                }
            }
            main.settle();
        }
    }

    private void answerAll(Main main) {
        for (Main.InFlight notify = main.next(); notify != null; notify = main.next()) {
            notify.answer().accept(arrive(notify));
            main.settle();
        }
    }

    private int arrive(Main.InFlight notify) {
        String contact = notify.message().subscription().dialog().remoteTarget();
        String event = notify.message().subscription().topic().event();
        return watchers.stream()
                .filter(w -> w.contact.equals(contact) && w.event.equals(event))
                .findFirst()
                .orElseThrow()
                .take(notify.message());
    }

    private void seconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(1_000);
            for (Main main : mains.values()) {
                main.subscriptions.repair();
            }
        }
    }

    private void pass(int millis) {
        time.advanceMillis(millis);
        mains.values().forEach(Main::settle);
    }

    private Main anyMain() {
        List<Main> all = List.copyOf(mains.values());
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public List<LampCall> calls(String entity) {
        return List.copyOf(people.get(entity).calls.values());
    }

    @Override
    public List<Registered> registered(String entity) {
        return List.copyOf(people.get(entity).registrations.values());
    }
}
