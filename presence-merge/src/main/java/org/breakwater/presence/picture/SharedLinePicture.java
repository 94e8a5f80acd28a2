package org.breakwater.presence.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoWriter;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.watcher.View;

/**
 * Event package {@code dialog} with parameter {@code sla}: bridged lines. The document is dialog-info (RFC 4235) and shows
 * every dialog as it is, where a lamp shows what matters to somebody else. Which key of a phone a call is on is not told. As
 * with lamps, a document has at least one {@code dialog}: a free line has one that is terminated.
 */
public final class SharedLinePicture implements View<SharedLine> {

    private final long version;
    private final Map<String, DialogElement> shown;
    private final String lastId;

    private SharedLinePicture(long version, Map<String, DialogElement> shown, String lastId) {
        this.version = version;
        this.shown = shown;
        this.lastId = lastId;
    }

    /**
     * Nothing was shown yet.
     *
     * @param firstVersion of the next document: 0, or one more than what another server sent last
     */
    public static SharedLinePicture begin(long firstVersion) {
        return new SharedLinePicture(firstVersion, Map.of(), "none");
    }

    @Override
    public Shown<SharedLine> full(SharedLine truth) {
        boolean free = truth.dialogs().isEmpty();
        return sent(truth, true, free ? List.of(DialogElement.of(lastId, DialogState.TERMINATED)) : truth.dialogs());
    }

    @Override
    public Optional<Shown<SharedLine>> change(SharedLine truth) {
        Map<String, DialogElement> left = new LinkedHashMap<>(shown);
        List<DialogElement> changed = new ArrayList<>();
        for (DialogElement dialog : truth.dialogs()) {
            if (!dialog.equals(left.remove(dialog.id()))) {
                changed.add(dialog);
            }
        }
        List<DialogElement> all = new ArrayList<>();
        left.values().forEach(gone -> all.add(gone.in(DialogState.TERMINATED)));
        all.addAll(changed);
        return all.isEmpty() ? Optional.empty() : Optional.of(sent(truth, false, all));
    }

    private Shown<SharedLine> sent(SharedLine truth, boolean full, List<DialogElement> dialogs) {
        Map<String, DialogElement> after = new LinkedHashMap<>();
        truth.dialogs().forEach(dialog -> after.put(dialog.id(), dialog));
        String last = dialogs.get(dialogs.size() - 1).id();
        String body = DialogInfoWriter.text(new DialogInfo(version, full, truth.entity(), dialogs));
        return new Shown<>(DialogInfoWriter.CONTENT_TYPE, body, new SharedLinePicture(version + 1, after, last));
    }
}
