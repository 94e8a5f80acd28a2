package org.breakwater.daemon.edge;

import org.breakwater.platform.lifecycle.LoadGate;
import org.breakwater.sip.flow.OverloadGauge;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;

/**
 * Refuses new work while the server does not know its phones yet, and while workers lag behind. What belongs to calls that
 * are up, and what ends them, is always let through, so that goodput stays high (RFC 5390's lessons).
 */
final class Overload {

    /** A worker that far behind takes nothing new. */
    static final long LIMIT_NANOS = 1_500_000_000L;

    /** Registrations are let in longer: a phone that is refused comes back, and after a restart all of them do. */
    static final long REGISTER_LIMIT_NANOS = 8_000_000_000L;

    private final OverloadGauge gauge;
    private final LoadGate loading;

    Overload(OverloadGauge gauge, LoadGate loading) {
        this.gauge = gauge;
        this.loading = loading;
    }

    boolean refuses(SipMessage request, Worker worker) {
        if (!loading.isOpen()) {
            return isNew(request) || isAboutWhatIsLoaded(request);
        }
        long lag = gauge.lagNanos(worker.index());
        if (lag < LIMIT_NANOS) {
            return false;
        }
        return request.method() == Method.REGISTER ? lag >= REGISTER_LIMIT_NANOS : isNew(request);
    }

    private static boolean isNew(SipMessage request) {
        Method m = request.method();
        return m != Method.ACK && m != Method.CANCEL && m != Method.BYE && request.toTag() == null;
    }

    /** Which subscriptions there are is learnt from the other servers: an answer before would end them. */
    private static boolean isAboutWhatIsLoaded(SipMessage request) {
        return request.method() == Method.SUBSCRIBE;
    }

    /** Seconds a refused client shall wait: spread, so that they do not all come back at once. */
    int retryAfterSeconds(SipMessage request) {
        if (!loading.isOpen()) {
            return loading.retryAfterSeconds();
        }
        String id = request.callId();
        return 2 + Math.floorMod(id == null ? 0 : id.hashCode(), 9);
    }
}
