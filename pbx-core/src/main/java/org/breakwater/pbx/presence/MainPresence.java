package org.breakwater.pbx.presence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.MoreModules;
import org.breakwater.daemon.base.SharedKinds;
import org.breakwater.daemon.base.Signalling;
import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.pbx.audit.CallAudit;
import org.breakwater.pbx.feature.MainFeatures;
import org.breakwater.pbx.watched.Conferences;
import org.breakwater.pbx.watched.RegisteredPhones;
import org.breakwater.pbx.watched.SharedLines;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.lifecycle.Part;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.SerialLoop;
import org.breakwater.presence.board.PostedLamp;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.person.DerivedSources;
import org.breakwater.presence.person.People;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PublicationExpiry;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.subscription.Desk;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionLimits;
import org.breakwater.presence.subscription.Subscriptions;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.run.LocalReply;

/** The presence server within a main server: makes its parts and lets them run. */
public final class MainPresence implements MoreModules {

    /** Tasks that may wait on the loop; SUBSCRIBE is answered 503 when half of them do. */
    private static final int QUEUE = 20_000;

    private static final long SECOND_MILLIS = 1000;
    private static final long STARTING_MILLIS = 50;
    private static final int STALE_CALLS_SECONDS = 600;
    private static final int KEEP_SECONDS = 5;
    private static final long HANG_UP_MILLIS = 500;

    private final Foundation foundation;
    private final SerialLoop loop = new SerialLoop("presence", QUEUE);
    private final UserNames names = new UserNames();
    private final SharedMap<String, Presentity> publications;
    private final SharedMap<String, Subscription> subscriptionMap;
    private final PublicationStore store;
    private final CurrentScript script = new CurrentScript(this::begun);
    private final Audience audience;
    private Signalling signalling;
    private UserCalls calls;
    private MainFeatures features;
    private People people;
    private Pictures pictures;
    private Subscriptions subscriptions;
    private CallAudit audit;
    private PublicationExpiry expiry;
    private PresencePort port = PresencePort.NONE;
    private Outside outside = Outside.NONE;
    private volatile boolean ready;
    private int seconds;

    /** Nothing runs before {@link #part}. */
    public MainPresence(Foundation foundation) {
        this.foundation = foundation;
        this.publications = foundation.maps().map(SharedKinds.PUBLICATIONS, "all");
        this.subscriptionMap = foundation.maps().map(SharedKinds.SUBSCRIPTIONS, "all");
        this.store = new PublicationStore(
                publications,
                foundation.time(),
                PublicationPolicy.DEFAULT,
                () -> UUID.randomUUID().toString());
        this.audience = new Audience(foundation, names, loop, subscriptionMap, Conferences.NONE);
    }

    /** Tells a gateway to other networks what changes; to be called before {@link #attach}. */
    public void tell(Outside gateway) {
        outside = gateway;
    }

    /** What a gateway to other networks works with; of use after {@link #attach}. */
    public Inside inside() {
        return new Inside(people, store, subscriptionMap, names::entity, names::shown, (request, done) -> {
            org.breakwater.script.run.Signalling now = script.signalling();
            if (now == null) {
                done.accept(new LocalReply(503, "no script routes yet", null));
            } else {
                now.send(request, done);
            }
        });
    }

    /** Wires it to the signalling it was handed to; to be called before that starts. */
    public void attach(Signalling theSignalling) {
        signalling = theSignalling;
        Changes changes = new Changes(loop::offer, entity -> {
            people.changed(entity);
            subscriptions.changed(entity);
            outside.changed(entity);
        });
        UserRegistrations registrations = registrations(changes);
        CallDirectory directory = signalling.calls();
        calls = new UserCalls(
                directory,
                names,
                (entity, id) -> mark(entity, () -> changes.mark(entity, id, () -> directory.await(id))));
        features = new MainFeatures(
                foundation,
                names,
                entity -> mark(entity, () -> changes.mark(entity, "feature", () -> {})),
                this::hangUpSoon);
        people = new People(store, new Derived(calls, registrations, features), foundation.time());
        makePictures(registrations);
        publications.listen((key, before, after) -> {
            String entity = key.substring(key.indexOf(' ') + 1);
            mark(entity, () -> changes.mark(entity, "publication", publications, key));
        });
        Notifications sender = new Notifications(
                script::signalling,
                signalling::isOpen,
                registrations,
                foundation.members().self().text());
        subscriptions = new Subscriptions(
                subscriptionMap,
                foundation.members(),
                new Subscriptions.Ground(loop, loop, foundation.time(), SubscriptionLimits.DEFAULT, sender),
                pictures,
                foundation.metrics());
        audience.attach(subscriptions);
        audit = new CallAudit(
                directory,
                new CallAudit.Ground(
                        foundation.members(), foundation.time(), script::signalling, registrations::phones, loop),
                foundation.metrics());
        Desk desk =
                new Desk(subscriptionMap, subscriptions, loop::offer, SubscriptionLimits.DEFAULT, foundation.time());
        Subscribing subscribing = new Subscribing(
                desk,
                names,
                foundation.members(),
                foundation.time(),
                audience.admission(pictures),
                () -> loop.waiting() > QUEUE / 2);
        port = new ScriptPresence(
                script,
                new ScriptPresence.Answering(
                        new Publishing(store, names), subscribing, features, audience.documents(), outside.port()),
                people,
                names,
                this::watchers);
        gauges();
        ready = true;
    }

    private UserRegistrations registrations(Changes changes) {
        SharedMap<String, AorBindings> locations =
                foundation.maps().map(SharedKinds.LOCATIONS, UserRegistrations.TABLE);
        return new UserRegistrations(
                signalling.locations().table(UserRegistrations.TABLE),
                locations,
                names,
                (entity, aor) -> mark(entity, () -> changes.mark(entity, "location", locations, aor)));
    }

    private void makePictures(UserRegistrations registrations) {
        pictures = new Pictures(people, QuirkTable.shipped());
        pictures.add(RegisteredPhones.EVENT, new RegisteredPhones(registrations::contacts));
        pictures.add(SharedLines.EVENT, new SharedLines(store));
        audience.addTo(pictures);
    }

    /** Who changed before everything stands is shown as they are then anyway. */
    private void mark(String entity, Runnable mark) {
        if (ready) {
            people.changed(entity);
            mark.run();
        }
    }

    private void gauges() {
        foundation
                .metrics()
                .gauge("breakwater_presence_presentities", "People something is published about", publications::size);
        foundation
                .metrics()
                .gauge("breakwater_presence_subscriptions", "Subscriptions on all main servers", subscriptionMap::size);
        foundation
                .metrics()
                .gauge(
                        "breakwater_presence_phones_silent",
                        "Phones that answer no NOTIFY and are tried now and then",
                        subscriptions::silentPhones);
        foundation
                .metrics()
                .gauge("breakwater_presence_waiting", "Tasks that wait on the loop of presence", loop::waiting);
    }

    /** What follows from calls and registrations, and what is switched. */
    private record Derived(UserCalls ofCalls, UserRegistrations ofRegistrations, MainFeatures features)
            implements DerivedSources {
        @Override
        public List<LampCall> calls(String entity) {
            return ofCalls.of(entity);
        }

        @Override
        public List<Registered> registered(String entity) {
            return ofRegistrations.of(entity);
        }

        @Override
        public Map<String, PostedLamp> posted(String entity) {
            return features.posted(entity);
        }

        @Override
        public List<Feature> features(String entity) {
            return features.shown(entity);
        }
    }

    /** A question of the script about watchers here, and a wish to have them looked at. */
    private boolean watchers(String event, String entity) {
        boolean[] any = new boolean[1];
        subscriptionMap.forEach((key, s) ->
                any[0] |= s.topic().entity().equals(entity) && s.topic().event().equals(event));
        if (any[0]) {
            people.changed(entity);
            loop.offer(() -> subscriptions.changed(entity));
        }
        return any[0];
    }

    /** A pressed key was answered; its call is no call of anybody's. */
    private void hangUpSoon(String callId, Runnable hangUp) {
        signalling.calls().ended(callId);
        loop.offer(() -> loop.schedule(HANG_UP_MILLIS, hangUp));
    }

    /** A script routes from now on. */
    private void begun(PresenceParameters parameters) {
        names.use(parameters.names());
        int min = Math.max(1, parameters.bounds().min());
        int max = Math.max(min, parameters.bounds().max());
        PublicationPolicy standard = PublicationPolicy.DEFAULT;
        store.use(new PublicationPolicy(
                min, max, Math.max(min, Math.min(max, standard.defaultSeconds())), standard.maxPublications()));
        people.use(MergeSettings.of(parameters.merging()));
        pictures.setSingleDialog(parameters.singleDialog());
        calls.indexAgain();
        audience.use(parameters.documents());
    }

    /** Runs while signalling does. */
    public Part part() {
        return new Part("presence", this::start, this::stop);
    }

    /** Begins to look after what there is. */
    public void start() {
        expiry = PublicationExpiry.start(publications, foundation.time(), loop, loop::offer);
        foundation.members().listen(new ClusterMembers.Listener() {
            @Override
            public void left(Member member) {
                loop.execute(subscriptions::adoptOrphans);
            }
        });
        features.start();
        audience.start();
        loop.execute(this::everySecond);
    }

    private void everySecond() {
        if (script.signalling() == null) {
            loop.schedule(STARTING_MILLIS, this::everySecond); // lists are read once a script says where they are
            return;
        }
        loop.schedule(SECOND_MILLIS, this::everySecond);
        script.parameters(); // a script that began meanwhile counts from now on
        subscriptions.repair();
        audit.turn();
        seconds++;
        if (seconds % KEEP_SECONDS == 0) {
            features.again();
        }
        if (seconds % 60 == 0) {
            expiry.sweep();
            audience.everyMinute();
        }
        if (seconds % STALE_CALLS_SECONDS == 0) {
            signalling.calls().removeStale();
        }
    }

    /** Ends; subscriptions stay in the map, where another server finds them. */
    public void stop() {
        audience.stop();
        loop.close();
    }

    /** Where others publish. */
    public PublicationStore store() {
        return store;
    }

    /** The URI watchers know somebody by, as the script that routes now has it. */
    public String entity(String uriOrName) {
        script.parameters(); // a script that began meanwhile counts from now on
        return names.entity(uriOrName);
    }

    /** Adds the commands {@code presence}, {@code switch}, {@code feature} and {@code list}. */
    public void addCommands(ControlServer control) {
        new PresenceCommands(people, names, subscriptionMap, foundation.time()).addTo(control);
        new PublishCommands(store, names).addTo(control);
        features.addCommands(control);
        audience.addCommands(control);
    }

    @Override
    public void add(ModuleCatalogue catalogue, org.breakwater.script.run.Signalling ofScript) {
        script.coming(ofScript);
    }

    @Override
    public PresencePort presence() {
        return port;
    }

    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
