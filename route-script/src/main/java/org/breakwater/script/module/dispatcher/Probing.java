package org.breakwater.script.module.dispatcher;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.module.shared.EventRequest;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;

/** Asks gateways whether they are there, and raises {@code dispatcher:dst-down} and {@code dispatcher:dst-up}. */
final class Probing {

    private static final int ALL = 1;
    private static final int INACTIVE_ONLY = 2;

    private final Signalling signalling;
    private final TimeSource time;
    private final Settings settings;
    private final Set<Integer> codes = new HashSet<>();
    private final Set<Integer> classes = new HashSet<>();

    /**
     * How gateways are probed.
     *
     * @param mode 0 those with the probing flag, 1 all, 2 inactive ones, 3 those with the probing flag
     * @param failures bad answers in a row until one is inactive
     * @param goodCodes {@code class=2;code=403}, or null for 2xx
     */
    record Settings(String method, String from, int mode, int failures, String goodCodes) {}

    Probing(Signalling signalling, TimeSource time, Settings settings) {
        this.signalling = signalling;
        this.time = time;
        this.settings = settings;
        classes.add(2);
        for (String part : settings.goodCodes() == null
                ? new String[0]
                : settings.goodCodes().split("[;,]")) {
            int number =
                    Numbers.parseOrZero(part.substring(part.indexOf('=') + 1).trim());
            (part.trim().startsWith("class") ? classes : codes).add(number);
        }
    }

    void probe(Supplier<GatewayList> gateways, ModuleRuntime runtime) {
        for (Gateway g : gateways.get().all()) {
            if (isWanted(g)) {
                long start = time.monotonicNanos();
                LocalRequest request = LocalRequest.of(settings.method(), g.uri(), settings.from(), "", "");
                signalling.send(request, reply -> replied(g, reply, start, runtime));
            }
        }
    }

    private boolean isWanted(Gateway g) {
        if (g.is(Gateway.DISABLED)) {
            return false;
        }
        return switch (settings.mode()) {
            case ALL -> true;
            case INACTIVE_ONLY -> g.is(Gateway.INACTIVE);
            default -> g.is(Gateway.PROBING);
        };
    }

    private void replied(Gateway g, LocalReply reply, long startNanos, ModuleRuntime runtime) {
        boolean good =
                reply.message() != null && (classes.contains(reply.status() / 100) || codes.contains(reply.status()));
        if (good) {
            g.answered((time.monotonicNanos() - startNanos) / 1_000_000);
            if (!g.isUsable() || g.is(Gateway.TRYING)) {
                g.setFlags(g.flags() & ~(Gateway.INACTIVE | Gateway.TRYING));
                raise(g, "dispatcher:dst-up", runtime);
            }
        } else if (g.failed() >= settings.failures() && g.isUsable()) {
            g.setFlags(g.flags() & ~Gateway.TRYING | Gateway.INACTIVE | Gateway.PROBING);
            raise(g, "dispatcher:dst-down", runtime);
        }
    }

    /** Runs an event route with the gateway as Request-URI. */
    static void raise(Gateway g, String event, ModuleRuntime runtime) {
        runtime.eventRoute(event).ifPresent(route -> {
            ScriptContext ctx = runtime.context(EventRequest.create(), null, RouteKind.EVENT);
            ctx.destination().setUri(g.uri());
            ctx.worker().execute(() -> runtime.run(route, ctx, null));
        });
    }
}
