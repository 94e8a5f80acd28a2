package org.breakwater.pbx.watched;

import java.util.List;
import org.breakwater.presence.document.conference.Conference;
import org.breakwater.presence.picture.ConferencePicture;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.watcher.View;

/** Event package {@code conference} (RFC 4575). One that ended is shown without anybody in it. */
public record ConferenceRooms(Conferences conferences) implements Pictures.Package<Conference> {

    /** Its name. */
    public static final String EVENT = "conference";

    @Override
    public View<Conference> begin(Subscription.Topic topic, int firstVersion) {
        return new ConferencePicture(firstVersion, null);
    }

    @Override
    public Conference truth(Subscription.Topic topic) {
        return conferences
                .find(topic.entity())
                .map(c -> new Conference(topic.shown(), c.subject(), c.locked(), c.participants()))
                .orElseGet(() -> new Conference(topic.shown(), "", false, List.of()));
    }
}
