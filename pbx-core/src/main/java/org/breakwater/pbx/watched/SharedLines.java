package org.breakwater.pbx.watched;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.picture.SharedLine;
import org.breakwater.presence.picture.SharedLinePicture;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.Published;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.watcher.View;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;

/**
 * Event package {@code dialog;sla}: phones that share a line publish what they do on it, and are told of one another.
 *
 * @param store what they publish
 */
public record SharedLines(PublicationStore store) implements Pictures.Package<SharedLine> {

    /** Its name. */
    public static final String EVENT = "dialog;sla";

    @Override
    public View<SharedLine> begin(Subscription.Topic topic, int firstVersion) {
        return SharedLinePicture.begin(firstVersion);
    }

    @Override
    public SharedLine truth(Subscription.Topic topic) {
        List<DialogElement> dialogs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Published published : store.find(EVENT, topic.entity())) {
            for (DialogElement dialog : dialogs(published)) {
                if (dialog.state() != DialogState.TERMINATED) {
                    // Phones may give their dialogs the same ids.
                    dialogs.add(ids.add(dialog.id()) ? dialog : dialog.called(published.id() + '-' + dialog.id()));
                }
            }
        }
        return new SharedLine(topic.shown(), dialogs);
    }

    private static List<DialogElement> dialogs(Published published) {
        try {
            byte[] octets = published.body().text().getBytes(StandardCharsets.UTF_8);
            return DialogInfoReader.read(octets, XmlLimits.OWN).dialogs();
        } catch (DocumentException e) {
            return List.of(); // written by a later version of this program
        }
    }
}
