package org.breakwater.presence.winfo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.presence.document.winfo.Watcher;
import org.breakwater.presence.document.winfo.WatcherInfo;
import org.breakwater.presence.document.winfo.WatcherInfoXml;
import org.breakwater.presence.document.winfo.WatcherList;
import org.breakwater.presence.watcher.View;

/**
 * What one subscription to {@code presence.winfo} has been shown: everybody after SUBSCRIBE, then those that changed, each
 * that ended once as terminated (RFC 3857 §4.8, RFC 3858 §3). Versions grow by one. Somebody who came and left between two
 * documents is not told.
 */
public final class WatchingPicture implements View<Watching> {

    private final long version;
    private final Map<String, Watcher> shown;

    private WatchingPicture(long version, Map<String, Watcher> shown) {
        this.version = version;
        this.shown = shown;
    }

    /**
     * Nothing was shown yet.
     *
     * @param firstVersion of the next document: 0, or one more than what another server sent last
     */
    public static WatchingPicture begin(long firstVersion) {
        return new WatchingPicture(firstVersion, Map.of());
    }

    @Override
    public Shown<Watching> full(Watching truth) {
        return sent(truth, true, truth.watchers());
    }

    @Override
    public Optional<Shown<Watching>> change(Watching truth) {
        Map<String, Watcher> left = new LinkedHashMap<>(shown);
        List<Watcher> changed = new ArrayList<>();
        for (Watcher watcher : truth.watchers()) {
            if (!timeless(watcher).equals(left.remove(watcher.id()))) {
                changed.add(watcher);
            }
        }
        List<Watcher> all = new ArrayList<>();
        left.values().forEach(watcher -> all.add(terminated(watcher, truth)));
        all.addAll(changed);
        return all.isEmpty() ? Optional.empty() : Optional.of(sent(truth, false, all));
    }

    private Shown<Watching> sent(Watching truth, boolean full, List<Watcher> watchers) {
        Map<String, Watcher> after = new LinkedHashMap<>();
        truth.watchers().forEach(watcher -> after.put(watcher.id(), timeless(watcher)));
        WatcherInfo info = new WatcherInfo(
                version, full, List.of(new WatcherList(truth.resource(), truth.eventPackage(), watchers)));
        return new Shown<>(
                WatcherInfoXml.CONTENT_TYPE, WatcherInfoXml.text(info), new WatchingPicture(version + 1, after));
    }

    private static Watcher terminated(Watcher watcher, Watching truth) {
        Watcher.Event why = truth.ended().getOrDefault(watcher.id(), Watcher.Event.TIMEOUT);
        return new Watcher(watcher.id(), watcher.uri(), watcher.display(), Watcher.Status.TERMINATED, why, -1, -1);
    }

    /** A refresh is no change. */
    private static Watcher timeless(Watcher w) {
        return new Watcher(w.id(), w.uri(), w.display(), w.status(), w.event(), -1, -1);
    }
}
