package org.breakwater.script.module.tm;

import static org.breakwater.script.export.ArgumentKind.INT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/** Serial forking: {@code t_load_contacts} sorts the branches by preference, {@code t_next_contacts} takes the best. */
final class SerialContacts {

    private static final Set<RouteKind> FORWARDING =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.BRANCH_FAILURE);
    private static final ContextKey<Deque<List<Destination>>> GROUPS = new ContextKey<>("tm.contacts");

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.of("t_load_contacts", FORWARDING, (a, l) -> ctx -> load(ctx, false)))
                .function(FunctionExport.of(
                        "t_load_contacts",
                        FORWARDING,
                        (a, l) -> {
                            var mode = a.expression(0);
                            return ctx -> load(ctx, mode.asInt(ctx) != 0);
                        },
                        INT))
                .function(FunctionExport.of("t_next_contacts", FORWARDING, (a, l) -> SerialContacts::next))
                .function(FunctionExport.of("t_next_contact_flow", Set.of(RouteKind.REQUEST), (a, l) -> ctx -> -1));
    }

    /** @param oneByOne whether contacts of equal preference are tried one after another too */
    private static int load(ScriptContext ctx, boolean oneByOne) {
        if (ctx.branches().isEmpty()) {
            return 1; // a single destination needs no order
        }
        List<Destination> all = new ArrayList<>();
        if (!ctx.destination().isUsed()) {
            all.add(withUri(ctx));
        }
        all.addAll(ctx.branches());
        Collections.reverse(all); // among equals the one appended last comes first
        all.sort(Comparator.comparingInt(d -> -d.q()));
        Deque<List<Destination>> groups = new ArrayDeque<>();
        for (Destination d : all) {
            if (oneByOne || groups.isEmpty() || groups.getLast().get(0).q() != d.q()) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(d);
        }
        ctx.scope().attachments().put(GROUPS, groups);
        ctx.branches().clear();
        ctx.destination().markUsed();
        return 1;
    }

    private static Destination withUri(ScriptContext ctx) {
        Destination d = ctx.destination().copy();
        if (d.uri() == null) {
            d.setUri(ctx.message().requestUriText());
        }
        return d;
    }

    /** 1 while contacts were left, -2 when there are none any more, as when nothing was loaded. */
    private static int next(ScriptContext ctx) {
        Deque<List<Destination>> groups = ctx.scope().attachments().get(GROUPS);
        if (groups == null) {
            return -2;
        }
        List<Destination> group = groups.poll();
        if (group == null) {
            return -2;
        }
        ctx.setDestination(group.get(0).copy());
        ctx.branches().clear();
        ctx.branches().addAll(group.subList(1, group.size()));
        return 1;
    }
}
