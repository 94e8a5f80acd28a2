package org.breakwater.pbx.lists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.breakwater.presence.rls.ListLimits;
import org.breakwater.presence.xcap.DocumentKey;
import org.breakwater.presence.xcap.DocumentStore;
import org.breakwater.presence.xcap.ServiceLists;
import org.breakwater.presence.xcap.XcapRequest;
import org.breakwater.presence.xcap.XcapResponse;
import org.breakwater.presence.xcap.XcapServer;
import org.breakwater.script.module.xcap.XcapPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The XCAP documents of a main server. What is changed here is in the books at once; what another main or another program
 * writes into the table is found within {@value #LOOK_SECONDS} s. While the database does not answer, the books stay.
 */
public final class Documents implements XcapPort {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);

    private static final int LOOK_SECONDS = 10;
    private static final String LISTS = "rls-services";
    private static final String RULES = "pres-rules";
    /** What lists and rules follow from. */
    private static final List<String> USAGES = List.of(LISTS, "resource-lists", RULES);

    private final Function<Place, DocumentStore> stores;
    private final ScheduledExecutorService scheduler;
    private final ListBook lists;
    private final RuleBook rules;
    private final Changed changed;
    private Place place;
    private boolean used;
    private DocumentStore store;
    private Map<String, Map<DocumentKey, String>> seen = Map.of();
    private Set<String> told = Set.of();
    private volatile boolean failing;
    private ScheduledFuture<?> looking;

    /**
     * Where documents are.
     *
     * @param dbUrl database, empty for the server's own
     * @param root what paths of all documents begin with, without a slash at its end
     */
    public record Place(String dbUrl, String root) {

        /** Takes the slash at the end of the root away. */
        public Place {
            root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        }
    }

    /** Hears what is otherwise than before; on the thread that found it. */
    public interface Changed {

        /** There are other lists, or others in them. */
        void lists();

        /** These people have other rules. */
        void rules(Set<String> entities);
    }

    /**
     * Reads nothing before {@link #use}.
     *
     * @param stores opens documents without connecting; an {@link IllegalArgumentException} refuses a URL
     * @param scheduler for work that may block
     */
    public Documents(
            Function<Place, DocumentStore> stores,
            ScheduledExecutorService scheduler,
            ListBook lists,
            RuleBook rules,
            Changed changed) {
        this.stores = stores;
        this.scheduler = scheduler;
        this.lists = lists;
        this.rules = rules;
        this.changed = changed;
    }

    /**
     * A script is about to route: as long as none does, requests are answered from there.
     *
     * @throws IllegalArgumentException when there can be no database of that URL
     */
    public synchronized void expect(Place coming) {
        DocumentStore there = stores.apply(coming);
        if (!used) {
            place = coming;
            store = there;
        }
    }

    @Override
    public void use(String dbUrl, String root) {
        expect(new Place(dbUrl, root));
    }

    /** A script routes from now on. Does not block. */
    public void use(Place newPlace, boolean everybodyMayWatch) {
        rules.setOpen(everybodyMayWatch);
        scheduler.execute(() -> {
            move(newPlace);
            look();
        });
    }

    private synchronized void move(Place newPlace) {
        if (!newPlace.equals(place)) {
            store = null;
        }
        place = newPlace;
        used = true;
        seen = Map.of(); // users may be called otherwise by the new script
    }

    /** Looks now and then from now on. */
    public void start() {
        looking = scheduler.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks no more. */
    public void stop() {
        if (looking != null) {
            looking.cancel(false);
        }
    }

    /** Looks soon; does not block. */
    public void lookSoon() {
        scheduler.execute(this::look);
    }

    private void look() {
        try {
            read();
            if (failing) {
                LOG.info("lists and rules are read again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("lists and rules stay as they are, and are tried again: {}", e.getMessage());
            }
            failing = true;
        }
        if (isUsed()) {
            lists.tried();
        }
    }

    private synchronized boolean isUsed() {
        return used;
    }

    private synchronized DocumentStore store() {
        if (store == null && place != null) {
            store = stores.apply(place);
        }
        if (store == null) {
            throw new IllegalStateException("no script says where documents are");
        }
        return store;
    }

    /** Reads again what is not as it was. */
    private synchronized void read() {
        if (!used) {
            return;
        }
        DocumentStore from = store();
        Map<String, Map<DocumentKey, String>> now = new HashMap<>();
        USAGES.forEach(usage -> now.put(usage, from.etags(usage)));
        if (now.equals(seen)) {
            if (lists.lookForUsers()) {
                changed.lists();
            }
            return;
        }
        ServiceLists services = new ServiceLists(from, ListLimits.USUAL.members());
        List<String> problems = new ArrayList<>(services.reload());
        boolean otherLists = lists.take(services);
        Set<String> otherRules = rules.take(from.all(RULES), problems);
        seen = now;
        problems.stream().filter(p -> !told.contains(p)).forEach(p -> LOG.warn("cannot be used: {}", p));
        told = new LinkedHashSet<>(problems);
        if (otherLists) {
            changed.lists();
        }
        if (!otherRules.isEmpty()) {
            changed.rules(otherRules);
        }
    }

    @Override
    public XcapPort.Answer answer(XcapPort.Call call) {
        XcapResponse response = answer(
                call.method(),
                call.path(),
                new XcapRequest.Who(call.owner(), false),
                new XcapRequest.Fields(
                        call.fields().contentType(),
                        call.fields().ifMatch(),
                        call.fields().ifNoneMatch()),
                call.body());
        return new XcapPort.Answer(
                response.status(), response.etag(), response.contentType(), response.body(), response.allow());
    }

    XcapResponse answer(String method, String path, XcapRequest.Who who, XcapRequest.Fields fields, byte[] body) {
        XcapResponse response = new XcapServer(store()).answer(new XcapRequest(method, path, who, fields, body));
        if (!method.equals("GET") && response.status() < 300) {
            look();
        }
        return response;
    }
}
