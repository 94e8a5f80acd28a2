package org.breakwater.dns.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.breakwater.dns.answer.Serving;
import org.breakwater.dns.answer.ViewAnswers;
import org.breakwater.dns.view.ViewTable;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneSource;
import org.breakwater.dns.zone.ZoneVersion;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.xbill.DNS.Name;

/** Holds what is served and replaces it. Changes on the work thread; {@link #get()} from any. */
public final class Publisher implements Supplier<Serving> {

    private final List<View> views;
    private final Settings settings;
    private final ChangeListener listener;
    private final List<Map<Name, ZoneSource>> zones = new ArrayList<>();
    private final AtomicReference<Serving> serving = new AtomicReference<>();

    /** Serves no zone yet. {@code listener} is told about changes of zones that can be transferred. */
    public Publisher(List<View> views, Settings settings, ChangeListener listener) {
        this.views = List.copyOf(views);
        this.settings = settings;
        this.listener = listener;
        List<ViewAnswers> empty = new ArrayList<>();
        for (View view : this.views) {
            zones.add(new HashMap<>());
            empty.add(answers(view, Map.of()));
        }
        ViewTable table = new ViewTable(this.views.stream().map(View::prefixes).toList());
        serving.set(new Serving(table, empty, settings.subnetSenders(), settings.recursionClients()));
    }

    /**
     * A view.
     *
     * @param name for listings
     * @param prefixes who sees it; the first view is everybody else's
     */
    public record View(String name, List<IpNetwork> prefixes) {}

    /**
     * What stays the same.
     *
     * @param subnetSenders resolvers whose client subnet option is believed
     * @param recursionClients who may have questions forwarded
     * @param tableSize encoded replies each view remembers, a power of two
     * @param seed of the tables
     * @param journal differences kept for each zone
     */
    public record Settings(
            NetworkList subnetSenders, NetworkList recursionClients, int tableSize, int seed, int journal) {}

    /** Told about changes. */
    public interface ChangeListener {
        /** A zone has a new serial in a view. */
        void changed(int view, ZoneVersion zone);
    }

    @Override
    public Serving get() {
        return serving.get();
    }

    /** The views, by index. */
    public List<View> views() {
        return views;
    }

    /** The zone as a view shows it; empty when it does not. */
    public Optional<ZoneSource> zone(int view, Name origin) {
        return Optional.ofNullable(zones.get(view).get(origin));
    }

    /** Shows a zone, or its next version, in some views at once. */
    public void publish(List<Integer> inViews, ZoneSource zone) {
        List<ViewAnswers> changed = new ArrayList<>(serving.get().views());
        for (int view : inViews) {
            zones.get(view).put(zone.origin(), zone);
            changed.set(view, answers(views.get(view), zones.get(view)));
        }
        Serving now = serving.get();
        serving.set(new Serving(now.table(), changed, now.subnetSenders(), now.recursionClients()));
        if (zone instanceof ZoneVersion version) {
            inViews.forEach(view -> listener.changed(view, version));
        }
    }

    /** Shows new contents of a zone, with a journal that leads there from those shown now. */
    public void publish(List<Integer> inViews, ZoneContents contents) {
        ZoneVersion next = inViews.stream()
                .findFirst()
                .flatMap(view -> zone(view, contents.origin()))
                .filter(ZoneVersion.class::isInstance)
                .map(shown -> ((ZoneVersion) shown).next(contents, settings.journal()))
                .orElseGet(() -> ZoneVersion.first(contents));
        publish(inViews, next);
    }

    private ViewAnswers answers(View view, Map<Name, ZoneSource> shown) {
        return new ViewAnswers(view.name(), List.copyOf(shown.values()), settings.tableSize(), settings.seed());
    }
}
