package org.breakwater.script.module.dialog;

import java.util.List;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.Signalling;

/** Ends calls from here with BYE (RFC 3261 §15). */
final class Termination {

    private static final long LARGEST_CSEQ = 0x7fffffff;

    /** Who gets a BYE. */
    enum Side {
        CALLER,
        CALLEE,
        BOTH
    }

    /** Told when a BYE was answered or given up. */
    interface Ended {
        void ended(Dialog dialog);
    }

    private final Signalling signalling;
    private final DialogSettings settings;

    Termination(Signalling signalling, DialogSettings settings) {
        this.signalling = signalling;
        this.settings = settings;
    }

    /** Sends BYE; false when the dialog is not answered or a party's Contact is not known. */
    boolean bye(Dialog dialog, Side side, String headers, Ended ended) {
        boolean toCaller = side != Side.CALLEE;
        boolean toCallee = side != Side.CALLER;
        boolean isReachable = !(toCaller && dialog.caller().contact().isEmpty())
                && !(toCallee && dialog.callee().contact().isEmpty());
        if (!dialog.state().isAnswered() || !isReachable) {
            return false;
        }
        if (toCaller) {
            signalling.send(request(dialog, true, headers), reply -> ended.ended(dialog));
        }
        if (toCallee) {
            signalling.send(request(dialog, false, headers), reply -> ended.ended(dialog));
        }
        return true;
    }

    private LocalRequest request(Dialog dialog, boolean toCaller, String headers) {
        Dialog.Identity id = dialog.identity();
        Leg to = toCaller ? dialog.caller() : dialog.callee();
        Leg from = toCaller ? dialog.callee() : dialog.caller();
        String callerParty = '<' + id.fromUri() + ">;tag=" + id.fromTag();
        String calleeParty = '<' + id.toUri() + ">;tag=" + dialog.toTag();
        List<String> routes = to.routeSet();
        StringBuilder lines = new StringBuilder();
        routes.forEach(r -> lines.append("Route: ").append(r).append("\r\n"));
        lines.append(settings.extraHeaders)
                .append(toCaller ? "" : settings.calleeHeaders)
                .append(headers);
        return new LocalRequest(
                "BYE",
                to.contact(),
                routes.isEmpty() ? null : uri(routes.get(0)),
                toCaller ? calleeParty : callerParty,
                toCaller ? callerParty : calleeParty,
                id.callId(),
                (int) Math.min(LARGEST_CSEQ, from.cseq() + 1),
                lines.toString(),
                "",
                null,
                to.flowId(),
                true);
    }

    private static String uri(String route) {
        int open = route.indexOf('<');
        int close = route.indexOf('>', open + 1);
        return open < 0 || close < 0 ? route.trim() : route.substring(open + 1, close);
    }
}
