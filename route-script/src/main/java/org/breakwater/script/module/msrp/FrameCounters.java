package org.breakwater.script.module.msrp;

import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;

/** What is counted of frames. */
final class FrameCounters {

    final Counter in;
    final Counter out;
    final Counter refusedByScript;
    final Counter refusedTooLarge;
    final Counter refusedMalformed;
    final Counter unsent;

    FrameCounters(Metrics metrics, MsrpSessions sessions) {
        in = metrics.counter("breakwater_msrp_frames_in", "MSRP frames received");
        out = metrics.counter("breakwater_msrp_frames_out", "MSRP frames passed on");
        String name = "breakwater_msrp_frames_refused";
        String help = "MSRP frames not passed on, by cause";
        refusedByScript = metrics.counter(name, help, "cause", "script");
        refusedTooLarge = metrics.counter(name, help, "cause", "too_large");
        refusedMalformed = metrics.counter(name, help, "cause", "malformed");
        unsent = metrics.counter(name, help, "cause", "unsent");
        metrics.gauge("breakwater_msrp_sessions", "Addresses of this relay that users are reached by", sessions::size);
    }
}
