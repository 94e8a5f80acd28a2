package org.breakwater.presence.document.winfo;

import java.util.List;

/**
 * A document of the package {@code presence.winfo}.
 *
 * @param version grows by one with each document of a subscription
 * @param full whether watchers that are not in it are no more
 */
public record WatcherInfo(long version, boolean full, List<WatcherList> lists) {

    /** Copies the list. */
    public WatcherInfo {
        lists = List.copyOf(lists);
    }
}
