package org.breakwater.script.module.registrar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.MethodMask;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.NameAddrParser;
import org.breakwater.sip.message.SipParseException;

/** {@code lookup()} and its kin: puts the contacts of an address of record into the destinations of a request. */
final class Lookup {

    private static final int NOT_FOUND = -1;
    private static final int METHOD_NOT_ALLOWED = -2;
    private static final int FAILED = -3;
    private static final Comparator<Binding> NEWEST_FIRST =
            Comparator.comparingLong((Binding b) -> -b.registration().modifiedAt());

    private final Location location;
    private final Aors aors;
    private final Rules rules;

    Lookup(Location location, Aors aors, Rules rules) {
        this.location = location;
        this.aors = aors;
        this.rules = rules;
    }

    /**
     * What lookups go by.
     *
     * @param appendBranches whether further contacts become branches
     * @param methodFiltering whether Allow is respected
     * @param newestFirst whether contacts are ordered by when they were registered last rather than by q
     */
    record Rules(boolean appendBranches, boolean methodFiltering, boolean newestFirst) {}

    /** Where contacts go. */
    enum Mode {
        /** The first becomes the main branch, the others are appended. */
        MAIN,
        /** All are appended. */
        BRANCHES
    }

    int run(ScriptContext ctx, String uri, Mode mode) {
        String key = aors.key(uri);
        if (key == null) {
            return FAILED;
        }
        List<Binding> bindings = bindings(key);
        if (bindings.isEmpty()) {
            return NOT_FOUND;
        }
        List<Binding> usable = usable(ctx, bindings);
        if (usable.isEmpty()) {
            return METHOD_NOT_ALLOWED;
        }
        boolean first = mode == Mode.MAIN;
        for (Binding b : usable) {
            if (first) {
                fill(ctx, ctx.destination(), uri, key, b);
                first = false;
                if (!rules.appendBranches()) {
                    break;
                }
            } else {
                Destination branch = new Destination();
                fill(ctx, branch, uri, key, b);
                ctx.branches().add(branch);
            }
        }
        return 1;
    }

    /** {@code lookup_branches()}: every branch that names one of our users is replaced by that user's contacts. */
    int runForBranches(ScriptContext ctx) {
        int result = run(ctx, ctx.requestUri(), Mode.MAIN);
        for (Destination branch : new ArrayList<>(ctx.branches())) {
            String key = branch.uri() == null || branch.ruid() != null ? null : aors.key(branch.uri());
            List<Binding> bindings = key == null ? List.of() : usable(ctx, bindings(key));
            if (!bindings.isEmpty()) {
                String uri = branch.uri();
                fill(ctx, branch, uri, key, bindings.get(0));
                for (Binding more : bindings.subList(1, bindings.size())) {
                    Destination appended = new Destination();
                    fill(ctx, appended, uri, key, more);
                    ctx.branches().add(appended);
                }
                result = 1;
            }
        }
        return result;
    }

    private List<Binding> bindings(String key) {
        List<Binding> found = location.lookup(key);
        if (!rules.newestFirst() || found.size() < 2) {
            return found;
        }
        List<Binding> sorted = new ArrayList<>(found);
        sorted.sort(NEWEST_FIRST);
        return sorted;
    }

    private List<Binding> usable(ScriptContext ctx, List<Binding> bindings) {
        if (!rules.methodFiltering()) {
            return bindings;
        }
        List<Binding> usable = new ArrayList<>(bindings.size());
        for (Binding b : bindings) {
            if (MethodMask.has(b.device().methods(), ctx.message().method())) {
                usable.add(b);
            }
        }
        return usable;
    }

    private void fill(ScriptContext ctx, Destination d, String uri, String aor, Binding b) {
        d.setUri(b.contact());
        d.setAor(uri);
        String path = b.route().path();
        d.setPath(path);
        d.setDstUri(path != null ? firstHop(path) : b.route().received());
        d.setFlags(d.flags() | b.flags());
        d.setQ(b.q());
        d.setInstance(b.device().instance());
        d.setRuid(b.ruid());
        d.setUserAgent(b.device().userAgent());
        d.setFlowId(path == null ? b.route().flowId() : 0);
        d.setSocket(socket(ctx, b.route().socket()));
        Binding.Reach elsewhere = path == null ? location.elsewhere(aor, b) : null;
        d.setHolder(elsewhere == null ? null : new Destination.Holder(elsewhere.holder(), elsewhere.flowId()));
    }

    private static String firstHop(String path) {
        try {
            return NameAddr.parse(NameAddrParser.split(path).get(0)).uriText();
        } catch (SipParseException e) {
            return null;
        }
    }

    /** The socket it registered on, so that the phone sees us where it knows us. */
    private static ListenPoint socket(ScriptContext ctx, String name) {
        return ctx.flow() != null
                        && ctx.flow().listenPoint() != null
                        && ctx.flow().listenPoint().toString().equals(name)
                ? ctx.flow().listenPoint()
                : null;
    }
}
