package org.breakwater.script.module.dialog;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Functions about profiles. */
final class ProfileFunctions {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;

    private final DialogSettings settings;
    private final Profiles profiles;
    private final Tracking tracking;
    private final Lifetimes lifetimes;

    ProfileFunctions(DialogSettings settings, Profiles profiles, Tracking tracking, Lifetimes lifetimes) {
        this.settings = settings;
        this.profiles = profiles;
        this.tracking = tracking;
        this.lifetimes = lifetimes;
    }

    void export(ModuleExports.Builder table) {
        Set<RouteKind> some = RouteSets.REQUESTS_TO_REPLIES;
        table.function(FunctionExport.of("set_dlg_profile", ANY, (a, l) -> set(a), CONSTANT_STRING))
                .function(FunctionExport.of("set_dlg_profile", ANY, (a, l) -> set(a), CONSTANT_STRING, STRING))
                .function(FunctionExport.of("unset_dlg_profile", some, (a, l) -> unset(a), CONSTANT_STRING))
                .function(FunctionExport.of("unset_dlg_profile", some, (a, l) -> unset(a), CONSTANT_STRING, STRING))
                .function(FunctionExport.of("is_in_profile", ANY, (a, l) -> isIn(a), CONSTANT_STRING))
                .function(FunctionExport.of("is_in_profile", ANY, (a, l) -> isIn(a), CONSTANT_STRING, STRING))
                .function(FunctionExport.of("get_profile_size", ANY, (a, l) -> size(a), CONSTANT_STRING, PV))
                .function(FunctionExport.of("get_profile_size", ANY, (a, l) -> size(a), CONSTANT_STRING, STRING, PV))
                .function(FunctionExport.of(
                        "dlg_set_timeout_by_profile", ANY, (a, l) -> timeout(a), CONSTANT_STRING, INT))
                .function(FunctionExport.of(
                        "dlg_set_timeout_by_profile", ANY, (a, l) -> timeout(a), CONSTANT_STRING, STRING, INT));
    }

    private String profile(Arguments a) throws FixupException {
        String name = a.constantString(0).trim();
        if (!profiles.isDeclared(name)) {
            throw new FixupException("there is no dialog profile \"" + name
                    + "\": declare it with profiles_with_value or profiles_no_value");
        }
        return name;
    }

    /** The argument at 1 if it is a value, that is, followed by as many as given; null otherwise. */
    private static Expression value(Arguments a, int following) {
        return a.count() == 2 + following ? a.expression(1) : null;
    }

    private static String text(Expression value, ScriptContext ctx) {
        return value == null ? null : value.asText(ctx);
    }

    private Action set(Arguments a) throws FixupException {
        String name = profile(a);
        Expression value = value(a, 0);
        return ctx -> {
            Profiles.Membership m = profiles.of(name, text(value, ctx));
            Dialog dialog = tracking.current(ctx);
            if (m == null || dialog == null && ctx.routeKind() != RouteKind.REQUEST) {
                ctx.log(-1, "set_dlg_profile: no dialog, or a value is needed for profile " + name + "\n");
                return -1;
            }
            if (dialog == null) {
                MessageState.of(ctx, settings).memberships().add(m);
            } else {
                profiles.add(dialog, m);
            }
            return 1;
        };
    }

    private Action unset(Arguments a) throws FixupException {
        String name = profile(a);
        Expression value = value(a, 0);
        return ctx -> {
            if (ctx.routeKind() == RouteKind.REQUEST) {
                ctx.log(-1, "unset_dlg_profile: not in a request route\n");
                return -1;
            }
            Profiles.Membership m = profiles.of(name, text(value, ctx));
            Dialog dialog = tracking.current(ctx);
            return m != null && dialog != null && profiles.remove(dialog, m) ? 1 : -1;
        };
    }

    private Action isIn(Arguments a) throws FixupException {
        String name = profile(a);
        Expression value = value(a, 0);
        return ctx -> {
            Dialog dialog = tracking.current(ctx);
            return dialog != null && profiles.contains(dialog, name, text(value, ctx)) ? 1 : -1;
        };
    }

    private Action size(Arguments a) throws FixupException {
        String name = profile(a);
        Expression value = value(a, 1);
        Pv into = a.pv(a.count() - 1);
        if (!into.isWritable()) {
            throw new FixupException("get_profile_size: the last parameter must be a variable that can be written");
        }
        return ctx -> into.set(ctx, Value.of(profiles.size(name, text(value, ctx)))) ? 1 : -1;
    }

    private Action timeout(Arguments a) throws FixupException {
        String name = profile(a);
        Expression value = value(a, 1);
        Expression seconds = a.expression(a.count() - 1);
        return ctx -> {
            int limit = seconds.asInt(ctx);
            if (limit <= 0) {
                return -1;
            }
            profiles.list(name, text(value, ctx)).forEach(d -> lifetimes.limit(d, limit));
            return 1;
        };
    }
}
