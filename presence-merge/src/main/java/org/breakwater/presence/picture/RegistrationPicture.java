package org.breakwater.presence.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.document.reg.RegInfo;
import org.breakwater.presence.document.reg.RegInfoXml;
import org.breakwater.presence.document.reg.Registration;
import org.breakwater.presence.document.reg.Registration.Contact;
import org.breakwater.presence.document.reg.Registration.Event;
import org.breakwater.presence.watcher.View;

/**
 * Event package {@code reg} (RFC 3680): all contacts after SUBSCRIBE, then those that changed, each that ended once as
 * terminated. A refresh is no change. The truth has contacts that are registered only.
 */
public final class RegistrationPicture implements View<Registration> {

    private final long version;
    private final Map<String, Contact> shown;
    private final Registration.State state;

    private RegistrationPicture(long version, Map<String, Contact> shown, Registration.State state) {
        this.version = version;
        this.shown = shown;
        this.state = state;
    }

    /**
     * Nothing was shown yet.
     *
     * @param firstVersion of the next document: 0, or one more than what another server sent last
     */
    public static RegistrationPicture begin(long firstVersion) {
        return new RegistrationPicture(firstVersion, Map.of(), Registration.State.INIT);
    }

    @Override
    public Shown<Registration> full(Registration truth) {
        return sent(truth, true, truth.contacts());
    }

    @Override
    public Optional<Shown<Registration>> change(Registration truth) {
        Map<String, Contact> left = new LinkedHashMap<>(shown);
        List<Contact> changed = new ArrayList<>();
        for (Contact contact : truth.contacts()) {
            if (!what(contact).equals(left.remove(contact.id()))) {
                changed.add(contact);
            }
        }
        List<Contact> all = new ArrayList<>();
        left.values().forEach(gone -> all.add(ended(gone)));
        all.addAll(changed);
        return all.isEmpty() && state == truth.state() ? Optional.empty() : Optional.of(sent(truth, false, all));
    }

    private Shown<Registration> sent(Registration truth, boolean full, List<Contact> contacts) {
        Map<String, Contact> after = new LinkedHashMap<>();
        truth.contacts().forEach(contact -> after.put(contact.id(), what(contact)));
        boolean ends = truth.contacts().isEmpty() && !shown.isEmpty();
        Registration.State told = ends ? Registration.State.TERMINATED : truth.state();
        Registration registration = new Registration(truth.aor(), truth.id(), told, contacts);
        String body = RegInfoXml.text(new RegInfo(version, full, List.of(registration)));
        return new Shown<>(RegInfoXml.CONTENT_TYPE, body, new RegistrationPicture(version + 1, after, truth.state()));
    }

    private static Contact ended(Contact c) {
        return new Contact(c.id(), false, Event.UNREGISTERED, c.uri(), c.display(), -1, c.q());
    }

    private static Contact what(Contact c) {
        return new Contact(c.id(), c.active(), Event.REGISTERED, c.uri(), c.display(), -1, c.q());
    }
}
