package org.breakwater.pbx.watched;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.breakwater.presence.document.reg.Registration;
import org.breakwater.presence.picture.RegistrationPicture;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.watcher.View;

/**
 * Event package {@code reg} (RFC 3680).
 *
 * @param contacts those registered, of a user in the one spelling
 */
public record RegisteredPhones(Function<String, List<Registration.Contact>> contacts)
        implements Pictures.Package<Registration> {

    /** Its name. */
    public static final String EVENT = "reg";

    @Override
    public View<Registration> begin(Subscription.Topic topic, int firstVersion) {
        return RegistrationPicture.begin(firstVersion);
    }

    @Override
    public Registration truth(Subscription.Topic topic) {
        List<Registration.Contact> now = contacts.apply(topic.entity());
        String id = UUID.nameUUIDFromBytes(topic.entity().getBytes(StandardCharsets.UTF_8))
                .toString();
        Registration.State state = now.isEmpty() ? Registration.State.INIT : Registration.State.ACTIVE;
        return new Registration(topic.shown(), id, state, now);
    }
}
