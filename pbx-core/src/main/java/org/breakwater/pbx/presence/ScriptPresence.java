package org.breakwater.pbx.presence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.breakwater.pbx.feature.FeatureSync;
import org.breakwater.pbx.feature.MainFeatures;
import org.breakwater.pbx.lists.Documents;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.Merged;
import org.breakwater.presence.merge.Publication;
import org.breakwater.presence.person.People;
import org.breakwater.script.module.features.FeaturePort;
import org.breakwater.script.module.presence.PresenceField;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.script.module.presence.PresenceRequest;
import org.breakwater.script.module.presence.RpcPublication;
import org.breakwater.script.module.xcap.XcapPort;
import org.breakwater.script.module.xmpp.XmppPort;

/** Presence as scripts ask for it. Any thread. */
final class ScriptPresence implements PresencePort {

    private final CurrentScript script;
    private final Answering answering;
    private final People people;
    private final UserNames names;
    private final BiPredicate<String, String> watchers;
    private PresenceParameters packagesOf;
    private EventPackages packages = EventPackages.of(Set.of(), true);

    /** Who answers requests. */
    record Answering(
            Publishing publishing,
            Subscribing subscribing,
            MainFeatures features,
            Documents documents,
            XmppPort xmpp) {}

    /**
     * @param watchers whether anybody watches, by event package and person; what they show is compared with the truth then
     */
    ScriptPresence(
            CurrentScript script,
            Answering answering,
            People people,
            UserNames names,
            BiPredicate<String, String> watchers) {
        this.script = script;
        this.answering = answering;
        this.people = people;
        this.names = names;
        this.watchers = watchers;
    }

    @Override
    public void use(PresenceParameters parameters) {
        MergeSettings.of(parameters.merging()); // refuses what it does not know
        script.coming(parameters);
        PresenceParameters.Documents set = parameters.documents();
        answering.documents().expect(new Documents.Place(set.dbUrl(), set.root()));
    }

    private synchronized EventPackages packages(PresenceParameters parameters) {
        if (packagesOf != parameters) {
            packages = EventPackages.of(
                    parameters.events(), MergeSettings.of(parameters.merging()).imToRpidf());
            packagesOf = parameters;
        }
        return packages;
    }

    @Override
    public PresenceReply publish(PresenceRequest request) {
        PresenceParameters parameters = script.parameters();
        return parameters == null
                ? PresencePort.NONE.publish(request)
                : answering.publishing().publish(request, packages(parameters));
    }

    @Override
    public PresenceReply publish(RpcPublication publication) {
        PresenceParameters parameters = script.parameters();
        return parameters == null
                ? PresencePort.NONE.publish(publication)
                : answering.publishing().publish(publication, packages(parameters));
    }

    @Override
    public PresenceReply subscribe(PresenceRequest request) {
        PresenceParameters parameters = script.parameters();
        if (parameters == null) {
            return PresencePort.NONE.subscribe(request);
        }
        FeatureSync.Setting setting = answering
                .features()
                .sync()
                .setting(request.message(), answering.subscribing().about(request));
        if (setting.refusal() != null) {
            return setting.refusal();
        }
        PresenceReply reply = answering.subscribing().subscribe(request, packages(parameters), parameters);
        if (reply.status() < 300) {
            setting.apply().run();
        }
        return reply;
    }

    @Override
    public boolean isList(PresenceRequest request) {
        PresenceParameters parameters = script.parameters();
        return parameters != null && answering.subscribing().isList(request, packages(parameters));
    }

    @Override
    public void documentsChanged() {
        answering.documents().lookSoon();
    }

    @Override
    public XcapPort xcap() {
        return answering.documents();
    }

    @Override
    public FeaturePort features() {
        return answering.features().port();
    }

    @Override
    public XmppPort xmpp() {
        return answering.xmpp();
    }

    @Override
    public Optional<String> value(String user, PresenceField field) {
        if (user.isBlank()) {
            return Optional.empty();
        }
        String entity = names.entity(user);
        if (field == PresenceField.LAMP) {
            return Optional.of(MainPresence.words(people.lamp(entity).state()));
        }
        Merged merged = people.merged(entity);
        List<Person> persons = merged.presence().persons();
        return switch (field) {
            case STATE -> Optional.of(merged.presence().isClosed() ? "closed" : "open");
            case SOURCE ->
                Optional.ofNullable(merged.decision().winner())
                        .map(Publication::source)
                        .map(s -> s.text());
            case ACTIVITY ->
                persons.stream()
                        .filter(p -> p.activities() != null)
                        .flatMap(p -> p.activities().kinds().stream())
                        .map(Activity::element)
                        .findFirst();
            default ->
                Stream.concat(persons.stream().flatMap(p -> p.notes().stream()), merged.presence().notes().stream())
                        .map(Note::text)
                        .findFirst();
        };
    }

    @Override
    public boolean hasSubscribers(String user, String event) {
        return watchers.test(event, names.entity(user));
    }

    @Override
    public boolean refresh(String user, String event) {
        return watchers.test(event, names.entity(user));
    }
}
