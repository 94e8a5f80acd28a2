package org.breakwater.script.module.tm;

import static org.breakwater.script.export.ArgumentKind.EXPRESSION;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.transaction.ServerTransaction;

/** Functions that make, answer, forward and end transactions. */
final class RelayFunctions {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final Set<RouteKind> FORWARDING =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.BRANCH_FAILURE);
    private static final Set<RouteKind> REPLYING = Set.of(
            RouteKind.REQUEST,
            RouteKind.FAILURE,
            RouteKind.ONREPLY,
            RouteKind.CORE_REPLY,
            RouteKind.BRANCH_FAILURE,
            RouteKind.EVENT);

    /** What Kamailio gives when there is a transaction already. */
    private static final int HAS_ONE = -10;

    private final TmSignalling tm;

    RelayFunctions(TmSignalling tm) {
        this.tm = tm;
    }

    void export(ModuleExports.Builder table) {
        making(table);
        relaying(table);
        protocols(table);
        replicating(table);
        table.function(FunctionExport.onWorker("t_reply", REPLYING, this::reply, EXPRESSION, STRING))
                .function(FunctionExport.onWorker("t_send_reply", REPLYING, this::reply, EXPRESSION, STRING))
                .function(FunctionExport.onWorker(
                        "t_uac_send",
                        FunctionExport.ANY_ROUTE,
                        this::uacSend,
                        STRING,
                        STRING,
                        STRING,
                        STRING,
                        STRING,
                        STRING));
    }

    private void making(ModuleExports.Builder table) {
        table.function(plain("t_newtran", REQUEST, this::newTransaction))
                .function(plain("t_lookup_request", REQUEST, this::lookupRequest))
                .function(plain("t_lookup_cancel", REQUEST, this::lookupCancel))
                .function(FunctionExport.onWorker("t_lookup_cancel", REQUEST, this::lookupCancelFlags, INT))
                .function(plain("t_retransmit_reply", REQUEST, this::retransmit))
                .function(plain("t_release", REQUEST, RelayFunctions::release))
                .function(plain(
                        "t_check_trans",
                        Set.of(RouteKind.REQUEST, RouteKind.ONREPLY, RouteKind.BRANCH, RouteKind.CORE_REPLY),
                        tm.lookup()::check))
                .function(plain("t_relay_cancel", REQUEST, this::relayCancel))
                .function(plain("t_clean", FunctionExport.ANY_ROUTE, ctx -> 1))
                .function(plain("t_save_lumps", REQUEST, RelayFunctions::saveEdits))
                .function(plain("t_use_uac_headers", FunctionExport.ANY_ROUTE, ctx -> 1));
    }

    private void relaying(ModuleExports.Builder table) {
        table.function(plain("t_relay", FORWARDING, tm::relay))
                .function(FunctionExport.onWorker("t_relay", FORWARDING, to(null), STRING, STRING))
                .function(plain("t_relay_to", FORWARDING, tm::relay))
                .function(FunctionExport.onWorker("t_relay_to", FORWARDING, this::relayTo, STRING))
                .function(FunctionExport.onWorker("t_relay_to", FORWARDING, this::relayTo, STRING, STRING))
                .function(FunctionExport.onWorker("t_forward_nonack", REQUEST, to(null), STRING, STRING))
                .function(plain("t_forward_nonack_uri", REQUEST, tm::relay));
    }

    private void protocols(ModuleExports.Builder table) {
        for (TransportProtocol p :
                new TransportProtocol[] {TransportProtocol.UDP, TransportProtocol.TCP, TransportProtocol.TLS}) {
            RelayOptions over = RelayOptions.over(p);
            table.function(plain("t_relay_to_" + p.token(), FORWARDING, ctx -> tm.relay(ctx, over)))
                    .function(FunctionExport.onWorker("t_relay_to_" + p.token(), FORWARDING, to(p), STRING, STRING))
                    .function(FunctionExport.onWorker("t_forward_nonack_" + p.token(), REQUEST, to(p), STRING, STRING))
                    .function(
                            FunctionExport.onWorker("t_replicate_" + p.token(), REQUEST, replicate(p), STRING, STRING));
        }
    }

    private void replicating(ModuleExports.Builder table) {
        table.function(plain("t_replicate", REQUEST, ctx -> tm.relay(ctx, RelayOptions.NONE.replicating())))
                .function(FunctionExport.onWorker(
                        "t_replicate",
                        REQUEST,
                        (a, l) -> {
                            RelayOptions options =
                                    RelayOptions.to(a.expression(0), null).replicating();
                            return ctx -> tm.relay(ctx, options);
                        },
                        STRING))
                .function(FunctionExport.onWorker("t_replicate", REQUEST, replicate(null), STRING, STRING));
    }

    private static FunctionExport plain(String name, Set<RouteKind> routes, Action action) {
        return FunctionExport.onWorker(name, routes, (a, l) -> action);
    }

    private FunctionExport.Binder to(TransportProtocol protocol) {
        return (a, l) -> {
            RelayOptions options = RelayOptions.to(hostPort(a), protocol);
            return ctx -> tm.relay(ctx, options);
        };
    }

    private FunctionExport.Binder replicate(TransportProtocol protocol) {
        return (a, l) -> {
            RelayOptions options = RelayOptions.to(hostPort(a), protocol).replicating();
            return ctx -> tm.relay(ctx, options);
        };
    }

    private static Expression hostPort(Arguments a) {
        Expression host = a.expression(0);
        Expression port = a.expression(1);
        return ctx -> {
            String number = port.asText(ctx);
            return Value.of(host.asText(ctx) + (number.isEmpty() || number.equals("0") ? "" : ":" + number));
        };
    }

    /** {@code t_relay_to(flags)}, {@code t_relay_to(next hop)}, {@code t_relay_to(next hop, flags)}. */
    private Action relayTo(Arguments a, LoadContext load) {
        String first = a.text(0);
        if (a.count() == 1 && first != null && Numbers.parse(first).isPresent()) {
            RelayOptions options = RelayOptions.NONE.withFlags(Numbers.parseOrZero(first));
            return ctx -> tm.relay(ctx, options);
        }
        Expression flags = a.count() > 1 ? a.expression(1) : c -> Value.ZERO;
        RelayOptions options = RelayOptions.to(a.expression(0), null);
        return ctx -> tm.relay(ctx, options.withFlags(flags.asInt(ctx)));
    }

    private Action reply(Arguments a, LoadContext load) {
        Expression code = a.expression(0);
        Expression reason = a.expression(1);
        boolean constant = a.isConstant(0);
        return ctx -> {
            if (ctx.transaction() == null) {
                ctx.log(-1, "no transaction to reply to\n");
                return -1;
            }
            Value value = code.eval(ctx);
            int status = value.isInt() || constant ? value.toInt() : 0;
            TmSettings settings = tm.services().settings();
            String text = reason.asText(ctx);
            return tm.reply(
                    ctx,
                    status >= 100 && status <= 699 ? status : settings.defaultCode(),
                    text.isEmpty() ? settings.defaultReason() : text);
        };
    }

    private int newTransaction(ScriptContext ctx) {
        return ctx.transaction() != null ? HAS_ONE : tm.newTransaction(ctx);
    }

    private int lookupRequest(ScriptContext ctx) {
        return ctx.transaction() != null || tm.lookup().isKnown(ctx) ? 1 : -1;
    }

    private int lookupCancel(ScriptContext ctx) {
        return tm.lookup().canceled(ctx) != null ? 1 : -1;
    }

    private Action lookupCancelFlags(Arguments a, LoadContext load) {
        Expression copyFlags = a.expression(0);
        return ctx -> {
            TmTransaction invite = tm.lookup().canceled(ctx);
            if (invite == null) {
                return -1;
            }
            if (copyFlags.asInt(ctx) != 0) {
                ctx.scope().setFlags(invite.scope().flags());
            }
            return 1;
        };
    }

    private int retransmit(ScriptContext ctx) {
        ServerTransaction server = ctx.transaction() instanceof TmTransaction t
                ? t.server()
                : tm.services().table(ctx.worker()).findServer(ctx.message());
        if (server == null || server.lastStatus() == 0) {
            return -1;
        }
        server.retransmitted();
        return 1;
    }

    private static int release(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            t.release();
        }
        return 1;
    }

    private static int saveEdits(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            t.remember(ctx);
            return 1;
        }
        return -1;
    }

    /** Answers and cancels at once when the INVITE is known; 1 lets the script go on with one that is not. */
    private int relayCancel(ScriptContext ctx) {
        if (tm.lookup().canceled(ctx) == null) {
            return 1;
        }
        return tm.relay(ctx) > 0 ? 0 : -1;
    }

    /** {@code t_uac_send(method, ruri, next hop, socket, headers, body)}. */
    private Action uacSend(Arguments a, LoadContext load) {
        return ctx -> {
            String uri = a.expression(1).asText(ctx);
            String hop = a.expression(2).asText(ctx);
            LocalRequest request = new LocalRequest(
                    a.expression(0).asText(ctx),
                    uri,
                    hop.isEmpty() ? null : hop,
                    header(a.expression(4).asText(ctx), "From", uri),
                    header(a.expression(4).asText(ctx), "To", uri),
                    null,
                    1,
                    without(a.expression(4).asText(ctx)),
                    a.expression(5).asText(ctx),
                    socket(a.expression(3).asText(ctx)),
                    0,
                    true);
            tm.send(request, reply -> {});
            return 1;
        };
    }

    private org.breakwater.sip.flow.ListenPoint socket(String text) {
        return tm.services().transport().listenPoints().stream()
                .filter(p -> p.toString().equals(text) || text.equals(p.name()))
                .findFirst()
                .orElse(null);
    }

    private static String header(String headers, String name, String otherwise) {
        for (String line : headers.split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).trim();
            }
        }
        return otherwise;
    }

    private static String without(String headers) {
        StringBuilder kept = new StringBuilder();
        for (String line : headers.split("\r\n")) {
            boolean own = line.isEmpty()
                    || line.regionMatches(true, 0, "From:", 0, 5)
                    || line.regionMatches(true, 0, "To:", 0, 3);
            if (!own) {
                kept.append(line).append("\r\n");
            }
        }
        return kept.toString();
    }
}
