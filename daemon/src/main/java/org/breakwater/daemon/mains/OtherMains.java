package org.breakwater.daemon.mains;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.breakwater.daemon.edge.RequestSink;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.ReachedElsewhere;
import org.breakwater.script.module.tm.Detours;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;

/** Signalling's side of the other main servers: requests to them and from them for phones that one of them is connected to. */
public final class OtherMains {

    private final Mains mains;
    private final ReachedElsewhere reached;
    private final Transport transport;
    private final Detours detours;
    private final TakeOver takeOver;
    private ScheduledFuture<?> telling;

    /**
     * @param run this run of this server, as bindings name it
     * @param transport need not listen yet
     */
    public OtherMains(Mains mains, String run, Transport transport, Metrics metrics) {
        this.mains = mains;
        this.reached = new ReachedElsewhere(run);
        this.transport = transport;
        this.detours = new ThroughHolder(mains, reached, transport::listenPoints, metrics);
        this.takeOver = new TakeOver(mains, transport, metrics);
    }

    /**
     * Tells the others where this server listens, which it has to by now, and from now on how it is.
     *
     * @param well whether it takes phones and keeps up
     */
    public void start(ScheduledExecutorService scheduler, BooleanSupplier well) {
        mains.present(transport.listenPoints());
        telling = scheduler.scheduleAtFixedRate(() -> mains.say(well.getAsBoolean()), 0, 1, TimeUnit.SECONDS);
    }

    /** Tells the others that no phones are taken any more. */
    public void stop() {
        if (telling != null) {
            telling.cancel(false);
            mains.say(false);
        }
    }

    /** A location table came into being. */
    public Location watched(Location location) {
        reached.watch(location);
        return location;
    }

    /** For the transaction layer. */
    public Detours detours() {
        return detours;
    }

    /** Takes what the others hand over and leaves the rest to {@code script}. */
    public RequestSink before(RequestSink script) {
        return new RequestSink() {
            @Override
            public boolean request(SipMessage request, Flow flow, Worker worker) {
                return takeOver.takes(request, flow, worker) || script.request(request, flow, worker);
            }

            @Override
            public void response(SipMessage response, Flow flow, Worker worker) {
                script.response(response, flow, worker);
            }

            @Override
            public void closed(Flow flow, Worker worker) {
                script.closed(flow, worker);
            }
        };
    }
}
