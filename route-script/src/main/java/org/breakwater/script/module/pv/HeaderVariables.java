package org.breakwater.script.module.pv;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/** {@code $hdr}, {@code $hdrc}: header fields; {@code $hfl}, {@code $hflc}: elements of list headers. */
final class HeaderVariables {

    /** Headers that {@code $hfl} takes apart; of others it gives the fields. */
    private static final Set<HeaderName> LISTS =
            EnumSet.of(HeaderName.VIA, HeaderName.CONTACT, HeaderName.ROUTE, HeaderName.RECORD_ROUTE);

    private HeaderVariables() {}

    static List<PvExport> exports() {
        return List.of(
                new PvExport("hdr", (spec, load) -> variable(spec, load, HeaderVariables::fields, ",")),
                new PvExport("hfl", (spec, load) -> variable(spec, load, HeaderVariables::elements, ", ")),
                new PvExport("hdrc", (spec, load) -> count(spec, load, HeaderVariables::fields)),
                new PvExport("hflc", (spec, load) -> count(spec, load, HeaderVariables::elements)));
    }

    private static Pv variable(PvSpec spec, LoadContext load, Values values, String joint) throws FixupException {
        Indexes index = Indexes.of(spec.index(), load);
        String name = Names.constant(spec);
        if (name != null && !index.isGiven() && spec.name().equals("hdr")) {
            return first(name);
        }
        Expression computed = Names.expression(spec, load);
        return ctx -> {
            List<String> all = values.of(ctx.message(), computed.asText(ctx));
            if (all.isEmpty()) {
                return Value.NULL;
            }
            if (index.isAll()) {
                return Value.of(String.join(joint, all));
            }
            int n = index.number(ctx);
            int at = n < 0 ? all.size() + n : n;
            return at < 0 || at >= all.size() ? Value.NULL : Value.of(all.get(at));
        };
    }

    private static Pv first(String name) {
        HeaderName known = HeaderName.of(name);
        return known == HeaderName.EXTENSION
                ? ctx -> Value.of(ctx.message().header(name))
                : ctx -> Value.of(ctx.message().header(known));
    }

    private static Pv count(PvSpec spec, LoadContext load, Values values) throws FixupException {
        Expression name = Names.expression(spec, load);
        return PvTable.number(ctx -> values.of(ctx.message(), name.asText(ctx)).size());
    }

    private static List<String> fields(SipMessage m, String name) {
        HeaderIndex index = m.index();
        List<String> values = new ArrayList<>(2);
        for (int i = index.first(name); i >= 0; i = index.next(name, i + 1)) {
            values.add(index.value(i));
        }
        return values;
    }

    private static List<String> elements(SipMessage m, String name) {
        HeaderName known = HeaderName.of(name);
        return LISTS.contains(known) ? m.values(known) : fields(m, name);
    }

    @FunctionalInterface
    private interface Values {
        List<String> of(SipMessage message, String name);
    }
}
