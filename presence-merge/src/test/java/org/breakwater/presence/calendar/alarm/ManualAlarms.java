package org.breakwater.presence.calendar.alarm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Timers;

/** Alarms in virtual time. */
public final class ManualAlarms implements Alarms {

    private final ManualTime time;
    private final Map<String, Timers.Timer> set = new HashMap<>();
    private Consumer<String> listener = key -> {};

    public ManualAlarms(ManualTime time) {
        this.time = time;
    }

    @Override
    public void start(Consumer<String> begun) {
        listener = begun;
    }

    @Override
    public synchronized void set(String key, long atMillis) {
        cancel(key);
        set.put(key, time.schedule(atMillis - time.epochMillis(), () -> {
            set.remove(key);
            listener.accept(key);
        }));
    }

    @Override
    public synchronized void cancel(String key) {
        Timers.Timer timer = set.remove(key);
        if (timer != null) {
            timer.cancel();
        }
    }

    /** How many are set. */
    public synchronized int size() {
        return set.size();
    }

    @Override
    public void close() {
        listener = key -> {};
    }
}
