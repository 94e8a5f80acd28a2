package org.breakwater.script.module.xcap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $xcapuri(name=>part)}: a URI assigned to part {@code data} is taken apart. It lasts as long as the request. */
final class XcapVariable {

    private static final ContextKey<Map<String, XcapPath>> KEY = new ContextKey<>("xcapuri");
    private static final int MOST_NAMES = 16;

    private final Supplier<String> root;

    XcapVariable(Supplier<String> root) {
        this.root = root;
    }

    Pv bind(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text().trim();
        int arrow = inner.indexOf("=>");
        if (arrow < 1) {
            throw new FixupException("$xcapuri needs a name and a part, as in $xcapuri(u=>xuid)");
        }
        String name = inner.substring(0, arrow).trim();
        String part = inner.substring(arrow + 2).trim();
        if (!XcapPath.NAMES.contains(part)) {
            throw new FixupException(
                    "$xcapuri has no part \"" + part + "\"; it has " + String.join(", ", XcapPath.NAMES));
        }
        return part.equals("data") ? new Whole(name) : ctx -> part(ctx, name, part);
    }

    private static Value part(ScriptContext ctx, String name, String part) {
        Map<String, XcapPath> paths = ctx.attachments().get(KEY);
        XcapPath path = paths == null ? null : paths.get(name);
        String text = path == null ? "" : path.part(part);
        if (text.isEmpty()) {
            return Value.NULL;
        }
        return part.equals("type") ? Value.of(Integer.parseInt(text)) : Value.of(text);
    }

    /** The URI itself. */
    private final class Whole implements Pv {
        private final String name;

        Whole(String name) {
            this.name = name;
        }

        @Override
        public Value eval(ScriptContext ctx) {
            return part(ctx, name, "data");
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            Map<String, XcapPath> paths = ctx.attachments().get(KEY);
            if (paths == null) {
                paths = new HashMap<>();
                ctx.attachments().put(KEY, paths);
            }
            if (value == Value.NULL) {
                paths.remove(name);
                return true;
            }
            if (paths.size() >= MOST_NAMES && !paths.containsKey(name)) {
                return false;
            }
            paths.put(name, XcapPath.of(value.toText(), root.get()));
            return true;
        }
    }
}
