package org.breakwater.script.module.rtpengine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.module.mediarelay.Operation;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Builds ng requests out of messages. */
final class NgRequests {

    private NgRequests() {}

    /** {@code offer}, {@code answer} or {@code delete} for a message; {@code sdp} is null for delete. */
    static Map<String, Object> about(ScriptContext ctx, Operation operation, String sdp, NgFlags flags) {
        Map<String, Object> request = new LinkedHashMap<>();
        if (sdp != null) {
            request.put("sdp", sdp);
        }
        flags.addTo(request);
        identify(request, ctx, operation, flags);
        if (sdp != null && ctx.flow() != null) {
            InetAddress source = ctx.flow().remote().getAddress();
            String family = source instanceof Inet6Address ? "IP6" : "IP4";
            request.put("received-from", List.of(family, Addresses.text(source)));
        }
        request.put("command", operation.name().toLowerCase(java.util.Locale.ROOT));
        return request;
    }

    /** Any other command on the call of a message. */
    static Map<String, Object> command(ScriptContext ctx, String command, NgFlags flags) {
        Map<String, Object> request = new LinkedHashMap<>();
        flags.addTo(request);
        identify(request, ctx, Operation.NONE, flags);
        request.put("command", command);
        return request;
    }

    /** Tags are named from the side of who made the offer: an answer in a request comes from the callee's peer. */
    private static void identify(Map<String, Object> request, ScriptContext ctx, Operation operation, NgFlags flags) {
        SipMessage message = ctx.message();
        boolean swapped = message.isRequest() && operation == Operation.ANSWER
                || !message.isRequest() && operation == Operation.OFFER;
        request.put("call-id", flags.own("call-id") != null ? flags.own("call-id") : message.callId());
        String from = swapped ? message.toTag() : message.fromTag();
        String to = swapped ? message.fromTag() : message.toTag();
        put(request, "from-tag", flags.own("from-tag") != null ? flags.own("from-tag") : from);
        boolean wantsTo = operation != Operation.DELETE && operation != Operation.NONE || flags.own("to-tag") != null;
        if (wantsTo) {
            String given = flags.own("to-tag");
            put(request, "to-tag", given == null || given.isEmpty() ? to : given);
        }
        if (flags.own("via-branch") != null) {
            put(request, "via-branch", branch(message));
        }
    }

    private static String branch(SipMessage message) {
        try {
            return message.topVia().branch();
        } catch (SipParseException e) {
            return null;
        }
    }

    private static void put(Map<String, Object> request, String key, String value) {
        if (value != null && !value.isEmpty()) {
            request.put(key, value);
        }
    }
}
