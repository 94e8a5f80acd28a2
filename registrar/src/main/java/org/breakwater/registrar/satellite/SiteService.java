package org.breakwater.registrar.satellite;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.link.LinkServices;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.BindingIdentity;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.satellite.store.SiteTables;
import org.breakwater.registrar.sync.Answer;
import org.breakwater.registrar.sync.Answers;
import org.breakwater.registrar.sync.BindingsValue;
import org.breakwater.registrar.sync.Contents;
import org.breakwater.registrar.sync.Question;
import org.breakwater.registrar.sync.Questions;
import org.breakwater.registrar.sync.SiteRegistration;
import org.breakwater.registrar.sync.SyncTable;

/** Answers LifeGUARDs. It remembers nothing of them, so any main server can answer any question. */
public final class SiteService implements LinkServices.Service {

    /** What an answer holds at most before it is deflated, beyond one bucket. */
    static final int PAGE_BYTES = 512 << 10;

    /** As the mains' shared map tells phones apart. */
    private static final BindingIdentity PHONE = BindingIdentity.CONTACT;

    private static final long EXTRACT_FRESH_NANOS = 3_000_000_000L;

    private final SiteTables tables;
    private final Location location;
    private final LastWords words;
    private final Refusals refusals;
    private final TimeSource time;
    private final Questions questions = new Questions();
    private final Answers answers = new Answers();
    private final Map<String, Extract> extracts = new ConcurrentHashMap<>();

    /**
     * Registers nothing yet.
     *
     * @param location where phones are registered
     * @param words keeps what LifeGUARDs say of themselves
     * @param refusals notes what is not taken
     */
    public SiteService(SiteTables tables, Location location, LastWords words, Refusals refusals, TimeSource time) {
        this.tables = tables;
        this.location = location;
        this.words = words;
        this.refusals = refusals;
        this.time = time;
    }

    /** What SQL said of a site a moment ago. */
    private record Extract(Map<SyncTable, Map<String, byte[]>> tables, Set<String> users, long readNanos) {}

    /** Answers LifeGUARDs from now on. */
    public SharedMap.Subscription serve(LinkServices links) {
        return links.serve(Question.TOPIC, this);
    }

    @Override
    public byte[] answer(byte[] body) throws WireException {
        Question question = questions.decode(body);
        if (question instanceof Question.Compare compare) {
            return answers.encode(compare(compare));
        }
        if (question instanceof Question.Fetch fetch) {
            return answers.encode(fetch(fetch));
        }
        return answers.encode(push((Question.Push) question));
    }

    private Answer compare(Question.Compare compare) {
        words.heard(compare);
        Map<SyncTable, long[]> differences = new EnumMap<>(SyncTable.class);
        for (Map.Entry<SyncTable, Long> asked : compare.versions().entrySet()) {
            Contents now = contents(compare.site(), asked.getKey(), compare.refreshSeconds());
            if (now.version() != asked.getValue()) {
                differences.put(asked.getKey(), now.buckets());
            }
        }
        return new Answer.Differences(differences);
    }

    private Answer fetch(Question.Fetch fetch) {
        Contents now = contents(fetch.site(), fetch.table(), fetch.refreshSeconds());
        List<Integer> done = new ArrayList<>();
        Map<String, byte[]> changed = new LinkedHashMap<>();
        List<Long> gone = new ArrayList<>();
        int bytes = 0;
        for (Map.Entry<Integer, List<Long>> bucket : fetch.known().entrySet()) {
            if (bytes > PAGE_BYTES) {
                break;
            }
            Set<Long> known = new HashSet<>(bucket.getValue());
            for (Map.Entry<String, Long> entry : now.hashesOf(bucket.getKey()).entrySet()) {
                if (!known.remove(entry.getValue())) {
                    byte[] value = now.entries().get(entry.getKey());
                    changed.put(entry.getKey(), value);
                    bytes += entry.getKey().length() + value.length;
                }
            }
            gone.addAll(known);
            done.add(bucket.getKey());
        }
        return new Answer.Page(fetch.table(), done, changed, gone);
    }

    private Contents contents(String site, SyncTable table, int refreshSeconds) {
        Extract extract = extract(site);
        if (table != SyncTable.REGISTRATIONS) {
            return Contents.of(extract.tables().get(table));
        }
        Map<String, byte[]> registrations = new TreeMap<>();
        for (String user : extract.users()) {
            List<Binding> elsewhere =
                    location.lookup(user).stream().filter(b -> !isOf(site, b)).toList();
            if (!elsewhere.isEmpty()) {
                registrations.put(user, BindingsValue.encode(elsewhere, refreshSeconds));
            }
        }
        return Contents.of(registrations);
    }

    /** Whether a binding came from that site's LifeGUARD: it need not be told. */
    private static boolean isOf(String site, Binding b) {
        return b.route().holder().startsWith(holderPrefix(site));
    }

    /** How the holders of a LifeGUARD's bindings begin. */
    public static String holderPrefix(String site) {
        return "lg-" + site + '/';
    }

    private Extract extract(String site) {
        long now = time.monotonicNanos();
        Extract known = extracts.get(site);
        if (known != null && now - known.readNanos() < EXTRACT_FRESH_NANOS) {
            return known;
        }
        Map<SyncTable, Map<String, byte[]>> read = tables.extract(site);
        Set<String> users = new HashSet<>();
        read.get(SyncTable.ACCOUNTS).keySet().forEach(k -> users.add(k.substring(0, k.lastIndexOf('@'))));
        Extract fresh = new Extract(read, users, now);
        if (!users.isEmpty()) { // a made-up site is not remembered
            extracts.put(site, fresh);
        }
        return fresh;
    }

    private Answer push(Question.Push push) {
        Set<String> users = extract(push.site()).users();
        List<String> refused = new ArrayList<>();
        for (SiteRegistration r : push.registrations()) {
            if (users.contains(r.aor())) { // a site speaks for its own users only
                location.update(r.aor(), before -> merged(before, r));
            } else {
                refused.add(r.aor());
                refusals.count(push.site(), r.aor());
            }
        }
        boolean nothing = push.records().isEmpty() && push.calls().isEmpty();
        int records = nothing ? 0 : tables.take(push.site(), push.records(), push.calls());
        return new Answer.Taken(
                push.registrations().size() - refused.size(),
                records,
                push.calls().size(),
                refused);
    }

    /** For each phone the later REGISTER counts, wherever it was; what the site says is gone goes unless it came again. */
    private static List<Binding> merged(List<Binding> before, SiteRegistration r) {
        Map<String, Binding> byPhone = new LinkedHashMap<>();
        before.forEach(b -> byPhone.put(PHONE.of(b), b));
        for (SiteRegistration.Gone gone : r.gone()) {
            byPhone.values()
                    .removeIf(there -> there.contact().equals(gone.contact())
                            && there.registration().receivedMillis() <= gone.receivedMillis());
        }
        for (Binding told : r.bindings()) {
            Binding there = byPhone.get(PHONE.of(told));
            if (there == null || isLater(told, there)) {
                byPhone.put(PHONE.of(told), there == null ? told : withRecordId(told, there.ruid()));
            }
        }
        return List.copyOf(byPhone.values());
    }

    private static boolean isLater(Binding one, Binding other) {
        long a = one.registration().receivedMillis();
        long b = other.registration().receivedMillis();
        return a > b
                || a == b && one.registration().cseq() > other.registration().cseq();
    }

    private static Binding withRecordId(Binding b, String ruid) {
        return new Binding(ruid, b.contact(), b.registration(), b.route(), b.device(), b.q(), b.flags());
    }
}
