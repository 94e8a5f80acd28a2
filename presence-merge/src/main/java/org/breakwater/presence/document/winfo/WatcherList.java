package org.breakwater.presence.document.winfo;

import java.util.List;

/**
 * Who watches one resource.
 *
 * @param resource URI of who is watched
 * @param eventPackage by which package, {@code presence}
 */
public record WatcherList(String resource, String eventPackage, List<Watcher> watchers) {

    /** Copies the list. */
    public WatcherList {
        watchers = List.copyOf(watchers);
    }
}
