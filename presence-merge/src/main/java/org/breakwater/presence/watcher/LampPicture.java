package org.breakwater.presence.watcher;

import java.util.Optional;
import org.breakwater.presence.document.dialog.DialogInfoWriter;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampView;

/** A lamp as a phone sees it: event package {@code dialog}. */
public record LampPicture(LampView view) implements View<Lamp> {

    @Override
    public Shown<Lamp> full(Lamp truth) {
        return shown(view.full(truth));
    }

    @Override
    public Optional<Shown<Lamp>> change(Lamp truth) {
        return view.change(truth).map(LampPicture::shown);
    }

    private static Shown<Lamp> shown(LampView.Shown shown) {
        return new Shown<>(
                DialogInfoWriter.CONTENT_TYPE, DialogInfoWriter.text(shown.document()), new LampPicture(shown.after()));
    }
}
