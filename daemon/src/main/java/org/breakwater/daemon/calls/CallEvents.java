package org.breakwater.daemon.calls;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.breakwater.script.module.tm.BranchView;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.sdp.Direction;
import org.breakwater.sip.sdp.MediaDescription;
import org.breakwater.sip.sdp.SessionDescription;

/** What requests and replies say about who takes part in a call. On the worker of the Call-ID. */
final class CallEvents {

    private static final ContextKey<Map<Integer, String>> USERS = new ContextKey<>("users called");

    private CallEvents() {}

    /** What an INVITE says of who calls. */
    static CallLegs legs(SipMessage invite) throws SipParseException {
        String tag = invite.fromTag();
        return new CallLegs(
                tag == null ? "" : tag,
                name(invite.from().displayName()),
                name(invite.to().displayName()),
                List.of(),
                0);
    }

    private static String name(String displayNameOrNull) {
        String text = displayNameOrNull == null ? "" : displayNameOrNull.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }

    /** Remembers whose phone a branch goes to, until it answers. */
    static void noteBranch(ScriptTransaction transaction, ScriptContext ctx) {
        BranchView branch = BranchView.of(ctx);
        if (branch == null
                || !begins(transaction.request())
                || branch.destination().aor() == null) {
            return;
        }
        Map<Integer, String> users = transaction.scope().attachments().get(USERS);
        if (users == null) {
            users = new HashMap<>();
            transaction.scope().attachments().put(USERS, users);
        }
        users.put(branch.index(), branch.destination().aor());
    }

    /** What a reply from a branch changes; null for nothing. */
    static UnaryOperator<CallLegs> ofReply(
            ScriptTransaction transaction, int branch, int status, SipMessage reply, long nowMillis) {
        if (!begins(transaction.request()) || status <= 100) {
            return null;
        }
        Map<Integer, String> users = transaction.scope().attachments().get(USERS);
        String user = users == null ? null : users.get(branch);
        if (user == null) {
            return null;
        }
        if (status >= 300) {
            return legs -> legs.without(branch);
        }
        String tag = reply == null || reply.toTag() == null ? "" : reply.toTag();
        CallLeg leg = new CallLeg(branch, user, tag, status >= 200, nowMillis);
        return legs -> status >= 200 ? legs.answered(leg) : legs.ringing(leg);
    }

    private static boolean begins(SipMessage request) {
        return request.method() == Method.INVITE && request.toTag() == null;
    }

    /** Whether an INVITE within a dialog puts the other side on hold; null when it says nothing of media. */
    static Boolean holds(SipMessage invite) {
        if (invite.bodyLength() == 0) {
            return null;
        }
        try {
            SessionDescription sdp = SessionDescription.parse(invite.body().getBytes(StandardCharsets.ISO_8859_1));
            MediaDescription audio = sdp.active("audio").orElse(null);
            if (audio == null) {
                return null;
            }
            Direction direction = sdp.directionOf(audio);
            boolean nowhere = sdp.connectionOf(audio).map(c -> c.isHold()).orElse(false);
            return !direction.receives() || nowhere;
        } catch (SipParseException e) {
            return null;
        }
    }
}
