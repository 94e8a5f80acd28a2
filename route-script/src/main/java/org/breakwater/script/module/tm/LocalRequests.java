package org.breakwater.script.module.tm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.proxy.ForwardedRequest;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.transaction.ClientRequest;
import org.breakwater.sip.transaction.ClientTransaction;
import org.breakwater.sip.transaction.ClientTransactionUser;
import org.breakwater.sip.transaction.Inbound;
import org.breakwater.sip.transaction.TransactionTable;

/** Requests made by modules and the script: each in a client transaction, on the worker of its Call-ID. */
final class LocalRequests {

    private final TmServices services;

    LocalRequests(TmServices services) {
        this.services = services;
    }

    void send(LocalRequest request, Consumer<LocalReply> onFinal) {
        String callId = request.callId() != null ? request.callId() : newCallId();
        Worker worker = services.runtime().workers().of(callId);
        worker.execute(() -> prepare(request, callId, worker, onFinal));
    }

    private String newCallId() {
        return Long.toUnsignedString(
                        java.util.concurrent.ThreadLocalRandom.current().nextLong(), 36)
                + '-'
                + Long.toUnsignedString(services.runtime().time().epochMillis(), 36)
                + "@breakwater";
    }

    private void prepare(LocalRequest request, String callId, Worker worker, Consumer<LocalReply> onFinal) {
        SipMessage message;
        NextHop hop;
        try {
            message = SipMessage.parse(write(request, callId, services.table(worker)), ParseLimits.DEFAULT);
            hop = NextHop.of(SipUri.parse(request.nextHop() != null ? request.nextHop() : request.requestUri()));
        } catch (SipParseException e) {
            onFinal.accept(new LocalReply(503, e.getMessage(), null));
            return;
        }
        Route route = services.localRequest();
        if (route == null) {
            new Sending(request, new ForwardedRequest(message, null, "", null), hop, worker, onFinal).start();
            return;
        }
        ScriptContext ctx = services.runtime().context(message, null, RouteKind.LOCAL);
        services.runtime().run(route, ctx, () -> {
            if (ctx.run().isDropped()) {
                onFinal.accept(new LocalReply(503, "Dropped by event_route[tm:local-request]", null));
            } else {
                MessageEdits edits = ctx.edits();
                ForwardedRequest changed =
                        new ForwardedRequest(ctx.message(), ctx.destination().uri(), "", edits);
                new Sending(request, changed, hop, worker, onFinal).start();
            }
        });
    }

    private static byte[] write(LocalRequest request, String callId, TransactionTable table) {
        RequestBuilder builder = RequestBuilder.of(request.method(), request.requestUri())
                .from(tagged(request.from(), table.ids().nextTag()))
                .to(bracketed(request.to()))
                .callId(callId)
                .cseq(request.cseq())
                .headerLines(request.headers() == null ? "" : request.headers());
        String start = Octets.text(builder.build(), 0, builder.build().length);
        if (request.body() == null || request.body().isEmpty()) {
            return Octets.bytes(start);
        }
        String head = start.substring(0, start.indexOf("Content-Length:"));
        return Octets.bytes(head + "Content-Length: " + request.body().length() + "\r\n\r\n" + request.body());
    }

    private static String tagged(String from, String tag) {
        return from.contains(";tag=") ? bracketed(from) : bracketed(from) + ";tag=" + tag;
    }

    private static String bracketed(String uri) {
        return uri.indexOf('<') >= 0 ? uri : '<' + uri + '>';
    }

    /** One request on its way through the targets of its next hop. */
    private final class Sending implements ClientTransactionUser {
        private final LocalRequest request;
        private final ForwardedRequest form;
        private final NextHop hop;
        private final Worker worker;
        private final Consumer<LocalReply> onFinal;
        private final List<Target> targets = new ArrayList<>();
        private int next;
        private String route = "";
        private String current = "";
        private boolean done;

        Sending(LocalRequest request, ForwardedRequest form, NextHop hop, Worker worker, Consumer<LocalReply> onFinal) {
            this.request = request;
            this.form = form;
            this.hop = hop;
            this.worker = worker;
            this.onFinal = onFinal;
        }

        void start() {
            Optional<Detours.Detour> way = request.flowId() != 0
                    ? Optional.empty()
                    : services.detours().of(null, hop, form.message());
            if (way.isEmpty()) {
                direct();
                return;
            }
            route = way.get().route();
            services.resolver().resolve(way.get().hop(), worker, found -> {
                targets.addAll(found.targets());
                tryNext(found.failure());
            });
        }

        private void direct() {
            Optional<Flow> flow = request.flowId() == 0
                    ? Optional.empty()
                    : services.transport().flow(request.flowId());
            if (flow.isPresent() && flow.get().isOpen()) {
                Flow f = flow.get();
                targets.add(new Target(f.protocol(), f.remote(), f.id(), f.listenPoint(), request.mayConnect(), null));
                tryNext("connection closed");
            } else {
                services.resolver().resolve(hop, worker, found -> {
                    targets.addAll(found.targets());
                    tryNext(found.failure());
                });
            }
        }

        private void tryNext(String why) {
            while (next < targets.size()) {
                Target found = targets.get(next++);
                Target target = new Target(
                        found.protocol(),
                        found.address(),
                        found.flowId(),
                        request.socket() != null ? request.socket() : found.from(),
                        request.mayConnect() && found.mayConnect(),
                        found.serverName());
                Optional<ListenPoint> from = services.transport().sourceFor(target);
                if (from.isPresent()) {
                    TransactionTable table = services.table(worker);
                    current = table.ids().nextBranch();
                    byte[] octets = sent().write(from.get(), target.protocol(), current);
                    table.startClient(
                            new ClientRequest(request.method(), current, octets, target), table.timerValues(), this);
                    return;
                }
            }
            if (!route.isEmpty()) {
                route = "";
                direct();
                return;
            }
            finish(new LocalReply(503, why == null ? "no target could be reached" : why, null));
        }

        private ForwardedRequest sent() {
            return route.isEmpty()
                    ? form
                    : new ForwardedRequest(
                            form.message(), form.requestUri(), route + form.topFields(), form.edits(), form.leaving());
        }

        private void finish(LocalReply reply) {
            if (!done) {
                done = true;
                onFinal.accept(reply);
            }
        }

        @Override
        public void response(ClientTransaction transaction, Inbound response) {
            SipMessage message = response.message();
            if (message.status() >= 200) {
                finish(new LocalReply(message.status(), message.reason(), message));
            }
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            if (transaction.branch().equals(current)) {
                finish(new LocalReply(408, "Request Timeout", null));
            }
        }

        @Override
        public void transportError(ClientTransaction transaction, String reason) {
            if (transaction.branch().equals(current)) {
                tryNext(reason);
            }
        }
    }
}
