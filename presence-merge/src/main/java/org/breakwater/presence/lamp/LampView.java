package org.breakwater.presence.lamp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogState;
import org.breakwater.presence.document.dialog.Direction;
import org.breakwater.presence.document.dialog.Party;
import org.breakwater.presence.document.pidf.Entity;

/**
 * What one subscription has been shown of a lamp. Documents come from {@link #full}, after SUBSCRIBE, and {@link #change},
 * after a change (RFC 4235 §3.10); their versions grow by one and never go back.
 *
 * <p>Every document has a {@code dialog} element: Yealink's phones keep their lamp as it was when there is none. A free
 * person has one that is terminated, with the id that was shown last.
 */
public final class LampView {

    private static final String NONE_YET = "none";

    private final String entity;
    private final Quirks quirks;
    private final long version;
    private final Map<String, DialogElement> shown;
    private final String lastId;

    private LampView(String entity, Quirks quirks, long version, Map<String, DialogElement> shown, String lastId) {
        this.entity = entity;
        this.quirks = quirks;
        this.version = version;
        this.shown = shown;
        this.lastId = lastId;
    }

    /**
     * Nothing was shown yet.
     *
     * @param entity who is watched, in any spelling; documents always have {@code sip:}
     * @param firstVersion of the next document: 0, or one more than what another server sent last
     */
    public static LampView begin(String entity, Quirks quirks, long firstVersion) {
        return new LampView(Entity.sip(entity), quirks, firstVersion, Map.of(), NONE_YET);
    }

    /** A document for the phone, and the view after it was sent. */
    public record Shown(DialogInfo document, LampView after) {}

    /** Version of the next document. */
    public long nextVersion() {
        return version;
    }

    /** All that is to be shown. */
    public Shown full(Lamp lamp) {
        return sent(true, whole(lamp), rendered(lamp));
    }

    /** What changed since the last document; nothing when that shows all there is to be shown. */
    public Optional<Shown> change(Lamp lamp) {
        Map<String, DialogElement> now = rendered(lamp);
        if (now.equals(shown)) {
            return Optional.empty();
        }
        return Optional.of(quirks.partial() ? sent(false, differences(now), now) : sent(true, whole(lamp), now));
    }

    private Shown sent(boolean full, List<DialogElement> elements, Map<String, DialogElement> now) {
        String last = now.isEmpty()
                ? shown.keySet().stream().findFirst().orElse(lastId)
                : now.keySet().iterator().next();
        DialogInfo document = new DialogInfo(version, full, entity, elements);
        return new Shown(document, new LampView(entity, quirks, version + 1, now, last));
    }

    private List<DialogElement> whole(Lamp lamp) {
        Map<String, DialogElement> now = rendered(lamp);
        if (now.isEmpty()) {
            String id = shown.keySet().stream().findFirst().orElse(lastId);
            return List.of(DialogElement.of(id, DialogState.TERMINATED));
        }
        return List.copyOf(now.values());
    }

    /** Calls that ended come first, so that a phone with few lines has room for the new ones. */
    private List<DialogElement> differences(Map<String, DialogElement> now) {
        List<DialogElement> elements = new ArrayList<>();
        shown.forEach((id, element) -> {
            if (!now.containsKey(id)) {
                elements.add(element.in(DialogState.TERMINATED));
            }
        });
        now.forEach((id, element) -> {
            if (!element.equals(shown.get(id))) {
                elements.add(element);
            }
        });
        return elements;
    }

    private Map<String, DialogElement> rendered(Lamp lamp) {
        Map<String, DialogElement> elements = new LinkedHashMap<>();
        for (LampCall call : lamp.calls()) {
            if (elements.isEmpty() || !quirks.oneDialog()) {
                elements.put(call.dialog().id(), element(call));
            }
        }
        return elements;
    }

    private DialogElement element(LampCall call) {
        DialogElement d = call.dialog();
        boolean calls = d.direction() == Direction.INITIATOR && d.state() != DialogState.CONFIRMED;
        DialogState state = calls && !quirks.callerEarly() ? DialogState.CONFIRMED : d.state();
        Party local =
                d.local().identity().isEmpty() ? new Party(entity, "", d.local().target(), null) : d.local();
        return new DialogElement(d.id(), d.ids(), d.direction(), state, d.event(), onHold(local, call), d.remote());
    }

    /** RFC 4235 §4.1.6.2: the target of who put the call on hold renders no media. */
    private static Party onHold(Party local, LampCall call) {
        if (!call.held() || call.dialog().state() != DialogState.CONFIRMED) {
            return local;
        }
        String target = local.target().isEmpty() ? local.identity() : local.target();
        return new Party(local.identity(), local.display(), target, false);
    }
}
