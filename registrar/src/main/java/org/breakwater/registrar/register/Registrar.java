package org.breakwater.registrar.register;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.MethodMask;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Carries out REGISTER requests on one location table. */
public final class Registrar {

    private final Location location;
    private final RecordIds ruids;
    private final TimeSource time;

    /** Works on {@code location}; new bindings get ids from {@code ruids}. */
    public Registrar(Location location, RecordIds ruids, TimeSource time) {
        this.location = location;
        this.ruids = ruids;
        this.time = time;
    }

    /** Carries out a REGISTER. Expected refusals are results; nothing is changed then. */
    public RegisterResult register(RegisterRequest request, RegisterPolicy policy) {
        try {
            Contacts contacts = Contacts.of(request.message());
            int expires = DeltaSeconds.parseInt(request.message().header(HeaderName.EXPIRES), -1);
            if (contacts.star()) {
                return removeAll(request, contacts, expires);
            }
            if (contacts.list().isEmpty()) {
                return answer(RegisterResult.Outcome.FETCHED, location.lookup(request.aor()), request, null);
            }
            return store(request, policy, contacts, expires);
        } catch (SipParseException e) {
            return RegisterResult.refused(400, "Bad Contact: " + e.getMessage(), "");
        }
    }

    private RegisterResult removeAll(RegisterRequest request, Contacts contacts, int expires) {
        if (expires != 0 || !contacts.list().isEmpty()) {
            return RegisterResult.refused(
                    400, "Bad Request", "P-Registrar-Error: * used in contact and expires is not zero\r\n");
        }
        location.update(request.aor(), bindings -> List.of());
        return answer(RegisterResult.Outcome.REMOVED, List.of(), request, null);
    }

    private RegisterResult store(RegisterRequest request, RegisterPolicy policy, Contacts contacts, int expires)
            throws SipParseException {
        SipMessage message = request.message();
        boolean supportsPath = supports(message, "path");
        String path = policy.usePath() ? path(message) : null;
        if (path != null && policy.pathMode() == 2 && !supportsPath) {
            return RegisterResult.refused(420, "Extension Required", "Require: path\r\n");
        }
        int cseq = (int) message.cseq().number();
        List<Wish> wishes = new ArrayList<>(contacts.list().size());
        for (NameAddr contact : contacts.list()) {
            contact.uri();
            int seconds = lifetime(contact, expires, policy);
            if (seconds < 0) {
                return RegisterResult.refused(
                        423, "Interval Too Brief", "Min-Expires: " + policy.minExpires() + "\r\n");
            }
            wishes.add(new Wish(contact, seconds, Contacts.instance(contact), regId(contact), path));
        }
        Merge merge = new Merge(request, policy, wishes, cseq, ruids, time.epochMillis());
        location.update(request.aor(), merge);
        if (merge.refusal() != null) {
            return merge.refusal();
        }
        if (merge.isTooMany()) {
            return tooMany(merge.valid());
        }
        String pathForReply = path != null && supportsPath && policy.pathMode() > 0 ? path : null;
        return answer(merge.outcome(), merge.valid(), request, pathForReply);
    }

    /** Nothing changed; the phone is told what is registered, so that it can remove something. */
    private RegisterResult tooMany(List<Binding> bindings) {
        StringBuilder headers = new StringBuilder(160);
        appendContacts(headers, bindings);
        headers.append("P-Registrar-Error: Too many registered contacts\r\n");
        return new RegisterResult(RegisterResult.Outcome.TOO_MANY, 503, "Service Unavailable", headers.toString());
    }

    private static int regId(NameAddr contact) {
        return DeltaSeconds.parseInt(contact.params().get("reg-id"), 0);
    }

    /** Seconds granted; -1 when too few. */
    private static int lifetime(NameAddr contact, int expiresHeader, RegisterPolicy policy) {
        int asked = DeltaSeconds.parseInt(contact.params().get("expires"), -1);
        asked = asked >= 0 ? asked : expiresHeader >= 0 ? expiresHeader : policy.defaultExpires();
        if (asked == 0) {
            return 0;
        }
        if (asked < policy.minExpires()) {
            if (policy.rejectShort()) {
                return -1;
            }
            asked = policy.minExpires();
        }
        return policy.maxExpires() > 0 ? Math.min(asked, policy.maxExpires()) : asked;
    }

    private static String path(SipMessage message) {
        HeaderIndex index = message.index();
        StringBuilder path = null;
        for (int i = index.first(HeaderName.PATH); i >= 0; i = index.next(HeaderName.PATH, i + 1)) {
            path = path == null ? new StringBuilder() : path.append(',');
            path.append(index.value(i));
        }
        return path == null ? null : path.toString();
    }

    static boolean supports(SipMessage message, String tag) {
        HeaderIndex index = message.index();
        for (int i = index.first(HeaderName.SUPPORTED); i >= 0; i = index.next(HeaderName.SUPPORTED, i + 1)) {
            for (String token : index.value(i).split(",")) {
                if (token.trim().equalsIgnoreCase(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    private RegisterResult answer(
            RegisterResult.Outcome outcome, List<Binding> bindings, RegisterRequest request, String path) {
        StringBuilder headers = new StringBuilder(160);
        appendContacts(headers, bindings);
        if (path != null) {
            headers.append("Path: ").append(path).append("\r\n");
        }
        boolean outbound = bindings.stream().anyMatch(b -> b.device().regId() > 0);
        if (outbound && supports(request.message(), "outbound")) {
            headers.append("Require: outbound\r\n");
        }
        return new RegisterResult(outcome, 200, "OK", headers.toString());
    }

    private void appendContacts(StringBuilder headers, List<Binding> bindings) {
        long now = time.epochSeconds();
        for (Binding b : bindings) {
            headers.append(headers.length() == 0 ? "Contact: <" : ", <")
                    .append(b.contact())
                    .append('>');
            if (b.q() >= 0) {
                headers.append(";q=").append(Contacts.text(b.q()));
            }
            boolean permanent = b.registration().expiresAt() == Binding.Registration.PERMANENT;
            headers.append(";expires=")
                    .append(
                            permanent
                                    ? Integer.MAX_VALUE
                                    : Math.max(0, b.registration().expiresAt() - now));
            appendDetails(headers, b);
        }
        if (headers.length() > 0) {
            headers.append("\r\n");
        }
    }

    private static void appendDetails(StringBuilder headers, Binding b) {
        if (b.route().received() != null) {
            headers.append(";received=\"").append(b.route().received()).append('"');
        }
        if (b.device().instance() != null) {
            headers.append(";+sip.instance=\"<").append(b.device().instance()).append(">\"");
        }
        if (b.device().regId() > 0) {
            headers.append(";reg-id=").append(b.device().regId());
        }
    }

    /**
     * When and by whom a REGISTER was received.
     *
     * @param millis milliseconds since 1970
     * @param holder the run of this server
     */
    record Moment(long millis, String holder) {
        long second() {
            return Math.floorDiv(millis, 1000L);
        }
    }

    /** One contact the phone wants bound, or with 0 seconds unbound. */
    record Wish(NameAddr contact, int seconds, String instance, int regId, String path) {

        Binding binding(RegisterRequest request, String ruid, int cseq, Moment moment, int defaultQ) {
            SipMessage m = request.message();
            int q = contact.qOrMissing();
            String agent = m.header(HeaderName.USER_AGENT);
            return new Binding(
                    ruid,
                    contact.uriText(),
                    new Binding.Registration(m.callId(), cseq, moment.second() + seconds, moment.millis()),
                    new Binding.Reach(request.received(), path, request.socket(), request.flowId(), moment.holder()),
                    new Binding.Device(
                            instance, regId, agent == null ? "" : agent, MethodMask.of(m.header(HeaderName.ALLOW))),
                    q < 0 ? defaultQ : q,
                    request.flags());
        }
    }
}
