package org.breakwater.pbx.presence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.breakwater.pbx.feature.FeatureSync;
import org.breakwater.pbx.feature.MainFeatures;
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
import org.breakwater.script.module.xmpp.XmppPort;

/** Presence as scripts ask for it. Any thread. */
final class ScriptPresence implements PresencePort {

    private final CurrentScript script;
    private final Handlers handlers;
    private final People people;
    private final UserNames names;
    private final BiPredicate<String, String> watchers;
    private XmppPort xmpp = XmppPort.NONE;
    private PresenceParameters packagesOf;
    private EventPackages packages = EventPackages.of(Set.of(), true);

    /** Who answers what. */
    record Handlers(Publishing publishing, Subscribing subscribing, MainFeatures features) {}

    /**
     * @param watchers whether anybody watches, by event package and person; what they show is compared with the truth then
     */
    ScriptPresence(
            CurrentScript script,
            Handlers handlers,
            People people,
            UserNames names,
            BiPredicate<String, String> watchers) {
        this.script = script;
        this.handlers = handlers;
        this.people = people;
        this.names = names;
        this.watchers = watchers;
    }

    /** With a gateway to XMPP beside it; to be called before scripts ask. */
    ScriptPresence beside(XmppPort gateway) {
        xmpp = gateway;
        return this;
    }

    @Override
    public void use(PresenceParameters parameters) {
        MergeSettings.of(parameters.merging()); // refuses what it does not know
        script.coming(parameters);
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
                : handlers.publishing().publish(request, packages(parameters));
    }

    @Override
    public PresenceReply publish(RpcPublication publication) {
        PresenceParameters parameters = script.parameters();
        return parameters == null
                ? PresencePort.NONE.publish(publication)
                : handlers.publishing().publish(publication, packages(parameters));
    }

    @Override
    public PresenceReply subscribe(PresenceRequest request) {
        PresenceParameters parameters = script.parameters();
        if (parameters == null) {
            return PresencePort.NONE.subscribe(request);
        }
        FeatureSync.Setting setting = handlers.features()
                .sync()
                .setting(request.message(), handlers.subscribing().about(request));
        if (setting.refusal() != null) {
            return setting.refusal();
        }
        PresenceReply reply = handlers.subscribing().subscribe(request, packages(parameters), parameters);
        if (reply.status() < 300) {
            setting.apply().run();
        }
        return reply;
    }

    @Override
    public FeaturePort features() {
        return handlers.features().port();
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

    @Override
    public XmppPort xmpp() {
        return xmpp;
    }
}
