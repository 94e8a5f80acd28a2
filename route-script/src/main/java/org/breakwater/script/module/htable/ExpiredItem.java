package org.breakwater.script.module.htable;

import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Value;

/** What {@code event_route[htable:expired:NAME]} runs for. */
record ExpiredItem(String key, Value value) {

    static final ContextKey<ExpiredItem> KEY = new ContextKey<>("shtrecord");
}
