package org.breakwater.pbx.presence;

import java.util.Set;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.pbx.lists.Documents;
import org.breakwater.pbx.lists.ListBook;
import org.breakwater.pbx.lists.ListCommands;
import org.breakwater.pbx.lists.RuleBook;
import org.breakwater.pbx.watched.ConferenceRooms;
import org.breakwater.pbx.watched.Conferences;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.Directory;
import org.breakwater.platform.directory.SubscriberDirectory;
import org.breakwater.platform.directory.SubscriberTable;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.SerialLoop;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.Subscriptions;
import org.breakwater.presence.subscription.WatcherRolls;
import org.breakwater.presence.xcap.store.SqlDocuments;
import org.breakwater.script.module.presence.PresenceParameters;

/** Who may watch whom, who does, and lists of people: the parts of a main server that belong together there. */
final class Audience {

    private final Foundation foundation;
    private final UserNames names;
    private final SerialLoop loop;
    private final SharedMap<String, Subscription> map;
    private final Conferences conferences;
    private final ListBook lists;
    private final RuleBook rules;
    private final Documents documents;
    private volatile SubscriberDirectory users;
    private WatcherRolls rolls;
    private Subscriptions subscriptions;

    /**
     * Makes them; nothing runs before {@link #start}.
     *
     * @param map who watches whom, on all servers
     */
    Audience(
            Foundation foundation,
            UserNames names,
            SerialLoop loop,
            SharedMap<String, Subscription> map,
            Conferences conferences) {
        this.foundation = foundation;
        this.names = names;
        this.loop = loop;
        this.map = map;
        this.conferences = conferences;
        this.lists = new ListBook(names, this::isUser);
        this.rules = new RuleBook(names, foundation.time());
        this.documents = new Documents(
                place -> new SqlDocuments(directory(place.dbUrl()).database(), place.root()),
                foundation.scheduler(),
                lists,
                rules,
                new Told());
    }

    private boolean isUser(String entity) {
        SubscriberDirectory now = users;
        String key = names.locationKey(entity);
        int at = key.lastIndexOf('@');
        return now != null
                && (at < 0 ? now.find(key, null) : now.find(key.substring(0, at), key.substring(at + 1))).isPresent();
    }

    private Directory directory(String dbUrl) {
        return dbUrl.isEmpty()
                ? foundation.directories().own()
                : foundation.directories().at(dbUrl);
    }

    /** What changed in documents, on its way to the loop; what is lost here is found by repair. */
    private final class Told implements Documents.Changed {
        @Override
        public void lists() {
            loop.offer(() -> {
                rolls.listsChanged();
                subscriptions.listsChanged();
            });
        }

        @Override
        public void rules(Set<String> entities) {
            loop.offer(() -> {
                rolls.decided(entities);
                entities.forEach(subscriptions::changed);
            });
        }
    }

    /** Shows what belongs here as well. */
    void addTo(Pictures pictures) {
        rolls = new WatcherRolls(map, pictures, names::like, this::watchersChanged, foundation.time());
        pictures.setAuthority(rules);
        pictures.addLists(lists, names::oursOrNull);
        pictures.add(WatcherRolls.EVENT, rolls);
        pictures.add(ConferenceRooms.EVENT, new ConferenceRooms(conferences));
    }

    private void watchersChanged(String entity) {
        if (subscriptions.isWatched(WatcherRolls.EVENT, entity)) {
            subscriptions.changed(entity);
        }
    }

    /** Tells these subscriptions; to be called once. */
    void attach(Subscriptions theSubscriptions) {
        subscriptions = theSubscriptions;
        map.listen((key, before, after) -> {
            if (WatcherRolls.concerns(before, after)) {
                loop.offer(() -> rolls.noted(key, before, after)); // what is lost here is found by comparing
            }
        });
        conferences.listen(entity -> loop.offer(() -> subscriptions.changed(entity)));
    }

    /** Who may subscribe. */
    Admission admission(Pictures pictures) {
        return new Admission(
                lists,
                pictures,
                rules,
                topic -> !topic.event().equals(ConferenceRooms.EVENT)
                        || conferences.find(topic.entity()).isPresent());
    }

    Documents documents() {
        return documents;
    }

    /** A script routes from now on. */
    void use(PresenceParameters.Documents set) {
        users = directory(set.dbUrl()).subscribers(SubscriberTable.standard(false));
        documents.use(new Documents.Place(set.dbUrl(), set.root()), set.forceActive());
    }

    void addCommands(ControlServer control) {
        new ListCommands(documents, lists, names, foundation.domain()).addTo(control);
    }

    void start() {
        documents.start();
    }

    /** To be called once a minute on the loop. */
    void everyMinute() {
        rolls.compare();
    }

    void stop() {
        documents.stop();
    }
}
