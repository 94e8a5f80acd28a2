package org.breakwater.script.module.pv;

import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.Sockets;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.flow.ListenPoint;

/** {@code $branch(key)}: branches appended so far; {@code $sbranch(key)}: one prepared aside; {@code $br}, {@code $bR}. */
final class BranchVariables {

    /** The branch being prepared. */
    static final ContextKey<Destination> STATIC_BRANCH = new ContextKey<>("static branch");

    private BranchVariables() {}

    static List<PvExport> exports() {
        PvTable t = new PvTable();
        t.add(new PvExport("branch", BranchVariables::branch));
        t.add(new PvExport("sbranch", BranchVariables::staticBranch));
        t.writable(
                "br",
                ctx -> ctx.branches().isEmpty() ? null : ctx.branches().get(0).uri(),
                BranchVariables::append);
        t.text("bR", BranchVariables::all);
        return t.exports();
    }

    /** The branch being prepared; made when first asked for. */
    static Destination prepared(ScriptContext ctx) {
        return ctx.attachments().orNew(STATIC_BRANCH, Destination::new);
    }

    private static boolean append(ScriptContext ctx, Value value) {
        if (value.isNull()) {
            ctx.branches().clear();
            return true;
        }
        if (value.isInt()) {
            return false;
        }
        Destination d = new Destination();
        d.setUri(value.toText());
        ctx.branches().add(d);
        return true;
    }

    private static String all(ScriptContext ctx) {
        if (ctx.branches().isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Destination d : ctx.branches()) {
            text.append(text.length() == 0 ? "<" : ", <").append(d.uri()).append('>');
        }
        return text.toString();
    }

    private static Pv branch(PvSpec spec, LoadContext load) throws FixupException {
        Indexes index = Indexes.of(spec.index(), load);
        String key = key(spec);
        if (key.equals("count")) {
            return ctx -> ctx.branches().isEmpty()
                    ? Value.NULL
                    : Value.of(ctx.branches().size());
        }
        return PvTable.writable(
                ctx -> {
                    Destination d = at(ctx, index.number(ctx));
                    return d == null ? Value.NULL : read(d, key);
                },
                (ctx, v) -> {
                    int n = index.number(ctx);
                    Destination d = at(ctx, n);
                    if (d == null) {
                        return false;
                    }
                    if (v.isNull() && key.equals("uri")) {
                        ctx.branches().remove(d);
                        return true;
                    }
                    return write(d, key, v, load.localDomains());
                });
    }

    private static Pv staticBranch(PvSpec spec, LoadContext load) throws FixupException {
        String key = key(spec);
        return PvTable.writable(
                ctx -> read(prepared(ctx), key), (ctx, v) -> write(prepared(ctx), key, v, load.localDomains()));
    }

    private static Destination at(ScriptContext ctx, int index) {
        List<Destination> all = ctx.branches();
        int i = index < 0 ? all.size() + index : index;
        return i < 0 || i >= all.size() ? null : all.get(i);
    }

    private static String key(PvSpec spec) throws FixupException {
        String key = Names.constant(spec);
        if (key == null
                || !List.of("uri", "dst_uri", "path", "Q", "q", "send_socket", "count", "flags", "ruid", "location_ua")
                        .contains(key)) {
            throw new FixupException(
                    "$" + spec.name() + ": one of uri dst_uri path Q send_socket count flags ruid location_ua");
        }
        return key;
    }

    private static Value read(Destination d, String key) {
        return switch (key) {
            case "uri" -> Value.of(d.uri());
            case "dst_uri" -> Value.of(d.dstUri());
            case "path" -> Value.of(d.path());
            case "Q", "q" -> d.q() < 0 ? Value.NULL : Value.of(d.q());
            case "send_socket" ->
                d.socket() == null ? Value.NULL : Value.of(d.socket().toString());
            case "flags" -> Value.of(d.flags());
            case "ruid" -> Value.of(d.ruid());
            case "location_ua" -> Value.of(d.userAgent());
            default -> Value.NULL;
        };
    }

    private static boolean write(Destination d, String key, Value v, LocalDomains domains) {
        String text = v.isNull() ? null : v.toText();
        switch (key) {
            case "uri" -> d.setUri(text);
            case "dst_uri" -> d.setDstUri(text);
            case "path" -> d.setPath(text);
            case "Q", "q" -> d.setQ(v.isNull() ? -1 : v.toInt());
            case "flags" -> d.setFlags(v.toInt());
            case "ruid" -> d.setRuid(text);
            case "location_ua" -> d.setUserAgent(text);
            case "send_socket" -> {
                ListenPoint socket = text == null ? null : Sockets.find(domains.sockets(), text);
                if (text != null && socket == null) {
                    return false;
                }
                d.setSocket(socket);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
