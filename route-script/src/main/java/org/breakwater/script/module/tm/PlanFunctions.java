package org.breakwater.script.module.tm;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;

import java.util.Set;
import java.util.function.BiConsumer;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/** Functions that say how a transaction is to behave: routes to run, timers, switches. */
final class PlanFunctions {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final Set<RouteKind> MOST =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.ONREPLY, RouteKind.BRANCH, RouteKind.BRANCH_FAILURE);
    private static final Set<RouteKind> FORWARDING =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.BRANCH_FAILURE);

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "t_on_failure",
                        MOST,
                        arm(RouteKind.FAILURE, (c, r) -> TmPlan.of(c).onFailure = r),
                        CONSTANT_STRING))
                .function(FunctionExport.of(
                        "t_on_branch",
                        FORWARDING,
                        arm(RouteKind.BRANCH, (c, r) -> TmPlan.of(c).onBranch = r),
                        CONSTANT_STRING))
                .function(FunctionExport.of(
                        "t_on_reply", MOST, arm(RouteKind.ONREPLY, PlanFunctions::onReply), CONSTANT_STRING))
                .function(FunctionExport.of(
                        "t_on_branch_failure",
                        MOST,
                        arm(RouteKind.EVENT, PlanFunctions::onBranchFailure),
                        CONSTANT_STRING))
                .function(
                        FunctionExport.of("t_is_set", FunctionExport.ANY_ROUTE, PlanFunctions::isSet, CONSTANT_STRING));
        timers(table);
        switches(table);
    }

    private static void onReply(ScriptContext ctx, Route route) {
        if (ctx.routeKind() == RouteKind.BRANCH) {
            BranchView.of(ctx).setOnReply(route);
        } else {
            TmPlan.of(ctx).onReply = route;
        }
    }

    private static void onBranchFailure(ScriptContext ctx, Route route) {
        if (ctx.routeKind() == RouteKind.BRANCH) {
            BranchView.of(ctx).setOnBranchFailure(route);
        } else {
            TmPlan.of(ctx).onBranchFailure = route;
        }
    }

    private static FunctionExport.Binder arm(RouteKind kind, BiConsumer<ScriptContext, Route> setter) {
        return (a, load) -> {
            String name = a.constantString(0);
            if (name.isEmpty() || name.equals("0")) {
                return ctx -> {
                    setter.accept(ctx, null);
                    return 1;
                };
            }
            String full = kind == RouteKind.EVENT ? "tm:branch-failure:" + name : name;
            Route route = load.route(kind, full).orElse(null);
            if (route == null) {
                load.warn("there is no " + kind.name().toLowerCase(java.util.Locale.ROOT) + " route " + full);
            }
            return ctx -> {
                setter.accept(ctx, route);
                return 1;
            };
        };
    }

    private static Action isSet(Arguments a, LoadContext load) throws FixupException {
        String what = a.constantString(0);
        return switch (what) {
            case "branch_route" -> ctx -> TmPlan.of(ctx).onBranch != null ? 1 : -1;
            case "failure_route" -> ctx -> TmPlan.of(ctx).onFailure != null ? 1 : -1;
            case "onreply_route" -> ctx -> TmPlan.of(ctx).onReply != null ? 1 : -1;
            default -> throw new FixupException("'" + what + "' is none of branch_route, failure_route, onreply_route");
        };
    }

    private static void timers(ModuleExports.Builder table) {
        table.function(FunctionExport.of("t_set_fr", MOST, PlanFunctions::setFr, INT))
                .function(FunctionExport.of("t_set_fr", MOST, PlanFunctions::setFr, INT, INT))
                .function(plain("t_reset_fr", MOST, plan -> {
                    plan.frTimer = 0;
                    plan.frInvTimer = 0;
                }))
                .function(two("t_set_retr", (plan, v) -> {
                    plan.retransmissionT1 = v[0];
                    plan.retransmissionT2 = v[1];
                }))
                .function(plain("t_reset_retr", MOST, plan -> {
                    plan.retransmissionT1 = 0;
                    plan.retransmissionT2 = 0;
                }))
                .function(two("t_set_max_lifetime", (plan, v) -> {
                    plan.maxInvLifetime = v[0];
                    plan.maxNonInvLifetime = v[1];
                }))
                .function(plain("t_reset_max_lifetime", MOST, plan -> {
                    plan.maxInvLifetime = 0;
                    plan.maxNonInvLifetime = 0;
                }));
    }

    /** {@code t_set_fr(fr_inv_timer [, fr_timer])}; 0 leaves one as it is. */
    private static Action setFr(Arguments a, LoadContext load) {
        Expression invite = a.expression(0);
        Expression any = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            TmPlan plan = TmPlan.of(ctx);
            int inviteMillis = invite.asInt(ctx);
            int anyMillis = any == null ? 0 : any.asInt(ctx);
            if (inviteMillis < 0 || anyMillis < 0) {
                return -1;
            }
            plan.frInvTimer = inviteMillis > 0 ? inviteMillis : plan.frInvTimer;
            plan.frTimer = anyMillis > 0 ? anyMillis : plan.frTimer;
            return 1;
        };
    }

    private static void switches(ModuleExports.Builder table) {
        table.function(FunctionExport.of("t_set_auto_inv_100", REQUEST, flag((p, on) -> p.autoInv100 = on), INT))
                .function(FunctionExport.of("t_set_disable_6xx", MOST, flag((p, on) -> p.disable6xx = on), INT))
                .function(
                        FunctionExport.of("t_set_disable_failover", MOST, flag((p, on) -> p.disableFailover = on), INT))
                .function(FunctionExport.of(
                        "t_set_no_e2e_cancel_reason", MOST, flag((p, on) -> p.noE2eCancelReason = on), INT))
                .function(FunctionExport.of(
                        "t_disable_e2e_cancel_reason", MOST, flag((p, on) -> p.noE2eCancelReason = on), INT))
                .function(FunctionExport.of(
                        "t_set_disable_internal_reply", MOST, flag((p, on) -> p.disableInternalReply = on), INT));
    }

    private static FunctionExport.Binder flag(BiConsumer<TmPlan, Boolean> setter) {
        return (a, load) -> {
            Expression on = a.expression(0);
            return ctx -> {
                setter.accept(TmPlan.of(ctx), on.asInt(ctx) != 0);
                return 1;
            };
        };
    }

    private static FunctionExport plain(
            String name, Set<RouteKind> routes, java.util.function.Consumer<TmPlan> change) {
        return FunctionExport.of(name, routes, (a, l) -> ctx -> {
            change.accept(TmPlan.of(ctx));
            return 1;
        });
    }

    private static FunctionExport two(String name, BiConsumer<TmPlan, int[]> setter) {
        return FunctionExport.of(
                name,
                MOST,
                (a, l) -> {
                    Expression first = a.expression(0);
                    Expression second = a.expression(1);
                    return ctx -> {
                        setter.accept(TmPlan.of(ctx), new int[] {first.asInt(ctx), second.asInt(ctx)});
                        return 1;
                    };
                },
                INT,
                INT);
    }
}
