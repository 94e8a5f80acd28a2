package org.breakwater.script.module.acc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * What is written about one event: the fixed fields.
 *
 * @param method of the request
 * @param fromTag tag of the caller's side
 * @param toTag tag of the callee's side, empty when there is none
 * @param code status as text
 * @param reason its phrase
 */
record AccRecord(String method, String fromTag, String toTag, String callId, String code, String reason) {

    /** About a request and the reply to it, {@code replyToTag} being null when it is not known. */
    static AccRecord of(SipMessage request, String replyToTag, String code, String reason, boolean detectDirection) {
        String from = text(request.fromTag());
        String to = text(request.toTag() != null ? request.toTag() : replyToTag);
        boolean swap = detectDirection && isUpstream(request);
        return new AccRecord(
                request.methodName(), swap ? to : from, swap ? from : to, text(request.callId()), code, reason);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Whether the callee sent it: the tag in our Record-Route parameter {@code ftag} is the one it now has in To. */
    private static boolean isUpstream(SipMessage request) {
        if (request.toTag() == null) {
            return false;
        }
        try {
            List<NameAddr> routes = request.addresses(HeaderName.ROUTE);
            if (routes.isEmpty()) {
                return false;
            }
            Params params = routes.get(0).uri().params();
            return request.toTag().equals(params.get("ftag"));
        } catch (SipParseException e) {
            return false;
        }
    }

    /** The line as Kamailio writes it. */
    String line(String what, long epochSeconds, Map<String, Expression> extra, ScriptContext ctx) {
        StringBuilder line = new StringBuilder(160)
                .append(what)
                .append("timestamp=")
                .append(epochSeconds)
                .append(";method=")
                .append(method)
                .append(";from_tag=")
                .append(fromTag)
                .append(";to_tag=")
                .append(toTag)
                .append(";call_id=")
                .append(callId)
                .append(";code=")
                .append(code)
                .append(";reason=")
                .append(reason);
        extra.forEach((name, value) -> line.append(';').append(name).append('=').append(value.asText(ctx)));
        return line.append('\n').toString();
    }

    /** The values of a row, in the order of {@link AccSettings.Columns#all} followed by the extra ones. */
    List<Object> row(String time, Map<String, Expression> extra, ScriptContext ctx) {
        List<Object> row = new ArrayList<>(List.of(method, fromTag, toTag, callId, code, reason, time));
        extra.values().forEach(v -> row.add(org.breakwater.sip.message.Octets.toUnicode(v.asText(ctx))));
        return row;
    }
}
