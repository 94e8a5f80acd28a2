package org.breakwater.presence.winfo;

import java.util.List;
import java.util.Map;
import org.breakwater.presence.document.winfo.Watcher;

/**
 * Who watches somebody at one moment.
 *
 * @param resource who is watched, in one spelling
 * @param eventPackage {@code presence}, {@code dialog}
 * @param watchers none of them terminated
 * @param ended why those that ended lately did, by id
 */
public record Watching(String resource, String eventPackage, List<Watcher> watchers, Map<String, Watcher.Event> ended) {

    /** Copies the collections. */
    public Watching {
        watchers = List.copyOf(watchers);
        ended = Map.copyOf(ended);
    }
}
