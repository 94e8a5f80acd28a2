package org.breakwater.script.module.core;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.SipParseException;

/** Core functions that decide how and where messages are sent. */
final class SendingFunctions {

    private SendingFunctions() {}

    static List<FunctionExport> exports(StatelessForwarder forwarder) {
        List<FunctionExport> all = new ArrayList<>();
        all.add(mark("force_rport", ctx -> ctx.reply().setForceRport(true)));
        all.add(mark("add_rport", ctx -> ctx.reply().setForceRport(true)));
        all.add(mark("add_local_rport", ctx -> {
            // every Via written here asks for rport anyway
        }));
        all.add(mark("set_reply_close", ctx -> ctx.reply().setCloseAfterReply(true)));
        all.add(mark("set_reply_no_connect", ctx -> ctx.reply().setNoConnectForReply(true)));
        all.add(mark("set_forward_close", ctx -> {
            // connections are closed when they are idle
        }));
        all.add(mark("set_forward_no_connect", ctx -> ctx.reply().setNoConnectForForward(true)));
        all.add(mark("clear_branches", ctx -> {
            ctx.branches().clear();
            ctx.destination().markUsed();
        }));
        all.add(FunctionExport.of("remove_branch", RouteSets.ANY, (a, load) -> ctx -> removeBranch(ctx, 0)));
        all.add(FunctionExport.of(
                "remove_branch",
                RouteSets.ANY,
                (a, load) -> {
                    int index = a.constantInt(0);
                    return ctx -> removeBranch(ctx, index);
                },
                ArgumentKind.CONSTANT_INT));
        all.add(FunctionExport.of(
                "force_send_socket",
                RouteSets.ANY,
                (a, load) -> forceSocket(a.constantString(0), load.localDomains()),
                ArgumentKind.CONSTANT_STRING));
        all.add(FunctionExport.of(
                "udp_mtu_try_proto", RouteSets.ANY, (a, load) -> ctx -> 1, ArgumentKind.CONSTANT_STRING));
        forwarding(all, forwarder);
        aliases(all, forwarder);
        return all;
    }

    private static FunctionExport mark(String name, Change change) {
        return FunctionExport.of(name, RouteSets.ANY, (a, load) -> ctx -> {
            change.on(ctx);
            return 1;
        });
    }

    private static int removeBranch(ScriptContext ctx, int index) {
        List<Destination> branches = ctx.branches();
        if (index < 0 || index >= branches.size()) {
            return -1;
        }
        branches.remove(index);
        return 1;
    }

    private static Action forceSocket(String text, LocalDomains domains) {
        return ctx -> {
            ListenPoint socket = Sockets.find(domains.sockets(), text);
            if (socket == null) {
                ctx.log(-1, "force_send_socket: we do not listen on " + text + "\n");
                return -1;
            }
            ctx.destination().setSocket(socket);
            return 1;
        };
    }

    private static void forwarding(List<FunctionExport> all, StatelessForwarder forwarder) {
        all.add(FunctionExport.onWorker(
                "forward", RouteSets.ANY, (a, load) -> ctx -> forwarder.forward(ctx, null, null)));
        forward(all, "forward", null, forwarder);
        forward(all, "forward_udp", TransportProtocol.UDP, forwarder);
        forward(all, "forward_tcp", TransportProtocol.TCP, forwarder);
        forward(all, "forward_tls", TransportProtocol.TLS, forwarder);
    }

    private static void forward(
            List<FunctionExport> all, String name, TransportProtocol protocol, StatelessForwarder forwarder) {
        all.add(FunctionExport.onWorker(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    String host = host(a);
                    return ctx -> forwarder.forward(ctx, "sip:" + host, protocol);
                },
                ArgumentKind.CONSTANT_STRING));
        all.add(FunctionExport.onWorker(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    String host = host(a);
                    int port = a.constantInt(1);
                    return ctx -> forwarder.forward(ctx, "sip:" + host + (port == 0 ? "" : ":" + port), protocol);
                },
                ArgumentKind.CONSTANT_STRING,
                ArgumentKind.CONSTANT_INT));
    }

    private static String host(Arguments a) throws FixupException {
        String host = a.constantString(0);
        if (host.isBlank()) {
            throw new FixupException("forward needs a host");
        }
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
    }

    private static void aliases(List<FunctionExport> all, StatelessForwarder forwarder) {
        for (String name : List.of("force_tcp_alias", "add_tcp_alias")) {
            all.add(FunctionExport.onWorker(
                    name, RouteSets.ANY, (a, load) -> ctx -> alias(ctx, viaPort(ctx), forwarder)));
            all.add(FunctionExport.onWorker(
                    name,
                    RouteSets.ANY,
                    (Arguments a, LoadContext load) -> {
                        int port = a.constantInt(0);
                        return ctx -> alias(ctx, port, forwarder);
                    },
                    ArgumentKind.CONSTANT_INT));
        }
    }

    private static int alias(ScriptContext ctx, int port, StatelessForwarder forwarder) {
        return port > 0 && forwarder.alias(ctx, port) ? 1 : -1;
    }

    private static int viaPort(ScriptContext ctx) {
        try {
            return ctx.message().topVia().portOrDefault();
        } catch (SipParseException e) {
            return 0;
        }
    }

    @FunctionalInterface
    private interface Change {
        void on(ScriptContext ctx);
    }
}
