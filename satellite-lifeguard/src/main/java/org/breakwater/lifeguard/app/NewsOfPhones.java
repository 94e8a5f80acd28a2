package org.breakwater.lifeguard.app;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.breakwater.lifeguard.sync.Outbox;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.LocationListener;

/** Tells the outbox what becomes of registrations, and somebody that there may be something to send. */
final class NewsOfPhones implements LocationListener {

    private final Location location;
    private final Outbox outbox;
    private final Runnable news;
    private final BooleanSupplier connected;

    /** {@code connected} says whether the main servers are where phones belong now. */
    NewsOfPhones(Location location, Outbox outbox, Runnable news, BooleanSupplier connected) {
        this.location = location;
        this.outbox = outbox;
        this.news = news;
        this.connected = connected;
    }

    /** Begins with what is there. */
    void start() {
        location.addListener(this);
        location.forEach((aor, bindings) -> note(aor));
    }

    private void note(String aor) {
        List<Binding> now = location.lookup(aor);
        outbox.note(aor, now);
        news.run();
    }

    @Override
    public void inserted(String aor, Binding binding) {
        note(aor);
    }

    @Override
    public void updated(String aor, Binding binding) {
        outbox.note(aor, location.lookup(aor)); // the next round is early enough for a refresh
        if (!connected.getAsBoolean()) {
            outbox.doubt(aor); // it may have come back from a main server that is out of reach
        }
    }

    @Override
    public void deleted(String aor, Binding binding) {
        note(aor);
    }

    @Override
    public void expired(String aor, Binding binding) {
        note(aor);
    }
}
