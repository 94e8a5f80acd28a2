package org.breakwater.presence.picture;

import java.util.Optional;
import org.breakwater.presence.document.conference.Conference;
import org.breakwater.presence.document.conference.ConferenceXml;
import org.breakwater.presence.watcher.View;

/**
 * Event package {@code conference} (RFC 4575), always as a whole document.
 *
 * @param version of the next document
 * @param last what was shown, null before
 */
public record ConferencePicture(long version, Conference last) implements View<Conference> {

    @Override
    public Shown<Conference> full(Conference truth) {
        String body = ConferenceXml.text(truth, version);
        return new Shown<>(ConferenceXml.CONTENT_TYPE, body, new ConferencePicture(version + 1, truth));
    }

    @Override
    public Optional<Shown<Conference>> change(Conference truth) {
        return truth.equals(last) ? Optional.empty() : Optional.of(full(truth));
    }
}
