package org.breakwater.presence.watcher;

import java.util.Optional;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.document.pidf.Presence;

/**
 * Presence as a phone sees it, always as a whole document (RFC 3856 §6.8).
 *
 * @param last what was shown, null before
 */
public record PresencePicture(Quirks quirks, Presence last) implements View<Presence> {

    @Override
    public Shown<Presence> full(Presence truth) {
        String body = PidfWriter.text(quirks.fit(truth));
        return new Shown<>(PidfWriter.CONTENT_TYPE, body, new PresencePicture(quirks, truth));
    }

    @Override
    public Optional<Shown<Presence>> change(Presence truth) {
        boolean same = last != null && last.timeless().equals(truth.timeless());
        return same ? Optional.empty() : Optional.of(full(truth));
    }
}
