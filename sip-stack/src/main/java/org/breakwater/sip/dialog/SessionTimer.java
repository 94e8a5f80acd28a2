package org.breakwater.sip.dialog;

import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Session timers (RFC 4028): agrees on an interval and on who refreshes, and says when to refresh or to give the session
 * up. Not thread-safe.
 */
public final class SessionTimer {

    /** The shortest interval anyone may ask for, in seconds (RFC 4028 §5). */
    public static final int ABSOLUTE_MINIMUM = 90;

    private final int wanted;
    private int minimum;
    private Agreement agreement = Agreement.NONE;

    /**
     * What both sides agreed on.
     *
     * @param interval seconds, 0 when the session has no timer
     * @param weRefresh whether refreshing is ours
     */
    public record Agreement(int interval, boolean weRefresh) {

        /** No timer. */
        public static final Agreement NONE = new Agreement(0, false);

        /** Seconds from the last refresh to when we refresh; -1 when that is not ours (RFC 4028 §10). */
        public int refreshAfter() {
            return interval > 0 && weRefresh ? interval / 2 : -1;
        }

        /** Seconds from the last refresh to when we send BYE for want of one; -1 without a timer (RFC 4028 §10). */
        public int byeAfter() {
            if (interval == 0) {
                return -1;
            }
            return weRefresh ? interval : interval - Math.min(32, interval / 3);
        }
    }

    /** The answer to a request with respect to its timer. */
    public enum RequestVerdict {
        /** Go on; put {@link #answerValue()} into the 2xx. */
        ACCEPTED,
        /** Answer 422 with {@link #minimum()} as Min-SE. */
        TOO_SMALL
    }

    /**
     * A timer not agreed yet.
     *
     * @param wanted seconds we ask for as UAC, and the most we accept as UAS
     * @param minimum seconds we accept at least, {@link #ABSOLUTE_MINIMUM} or more
     */
    public SessionTimer(int wanted, int minimum) {
        this.wanted = wanted;
        this.minimum = Math.max(minimum, ABSOLUTE_MINIMUM);
    }

    /** What is agreed now. */
    public Agreement agreement() {
        return agreement;
    }

    /** Seconds for Min-SE. */
    public int minimum() {
        return minimum;
    }

    /** Session-Expires value for a request of ours: the first, or a refresh that keeps who refreshes. */
    public String requestValue() {
        int interval = Math.max(agreement.interval() > 0 ? agreement.interval() : wanted, minimum);
        return agreement.interval() == 0
                ? Integer.toString(interval)
                : interval + refresher(agreement.weRefresh(), true);
    }

    /**
     * Takes the peer's INVITE or UPDATE and decides as UAS (RFC 4028 §9).
     *
     * @throws SipParseException 400 when Session-Expires or Min-SE is malformed
     */
    public RequestVerdict onRequest(SipMessage request) throws SipParseException {
        boolean peerSupports = HeaderValues.contains(request, HeaderName.SUPPORTED, "timer");
        Offer offer = Offer.of(request, HeaderName.SESSION_EXPIRES);
        Offer min = Offer.of(request, HeaderName.MIN_SE);
        if (offer.seconds > 0 && offer.seconds < minimum) {
            return RequestVerdict.TOO_SMALL;
        }
        if (offer.seconds == 0 && !peerSupports) {
            agreement = Agreement.NONE;
            return RequestVerdict.ACCEPTED;
        }
        int floor = Math.max(minimum, min.seconds);
        int interval = offer.seconds > 0 ? Math.max(floor, Math.min(offer.seconds, wanted)) : Math.max(floor, wanted);
        boolean peerRefreshes = peerSupports && !"uas".equals(offer.refresher);
        agreement = new Agreement(interval, !peerRefreshes);
        return RequestVerdict.ACCEPTED;
    }

    /** Session-Expires value for our 2xx, or null when there is no timer. */
    public String answerValue() {
        return agreement.interval() == 0 ? null : agreement.interval() + refresher(agreement.weRefresh(), false);
    }

    /** Whether our 2xx must carry {@code Require: timer}: the peer refreshes (RFC 4028 §9). */
    public boolean answerRequiresTimer() {
        return agreement.interval() > 0 && !agreement.weRefresh();
    }

    /**
     * Takes the 2xx to a request of ours (RFC 4028 §7.2).
     *
     * @throws SipParseException 400 when Session-Expires is malformed
     */
    public Agreement onSuccess(SipMessage response) throws SipParseException {
        Offer offer = Offer.of(response, HeaderName.SESSION_EXPIRES);
        agreement = offer.seconds == 0 ? Agreement.NONE : new Agreement(offer.seconds, !"uas".equals(offer.refresher));
        return agreement;
    }

    /**
     * Takes a 422: the next request asks for at least what the peer wants.
     *
     * @return false when it gave no usable Min-SE, or one we use already, so that asking again is of no use
     * @throws SipParseException 400 when Min-SE is malformed
     */
    public boolean onTooSmall(SipMessage response) throws SipParseException {
        int asked = Offer.of(response, HeaderName.MIN_SE).seconds;
        if (asked <= minimum) {
            return false;
        }
        minimum = asked;
        return true;
    }

    private static String refresher(boolean weRefresh, boolean weAreUac) {
        return ";refresher=" + (weRefresh == weAreUac ? "uac" : "uas");
    }

    private record Offer(int seconds, String refresher) {

        static Offer of(SipMessage message, HeaderName field) throws SipParseException {
            String value = message.header(field);
            if (value == null) {
                return new Offer(0, null);
            }
            int end = value.indexOf(';');
            String digits = (end < 0 ? value : value.substring(0, end)).trim();
            if (!digits.matches("\\d{1,9}")) {
                throw new SipParseException(400, 0, "Malformed " + field.wireName() + " header");
            }
            String refresher = end < 0 ? null : new Params(value.substring(end)).get("refresher");
            return new Offer(
                    Integer.parseInt(digits), refresher == null ? null : refresher.toLowerCase(java.util.Locale.ROOT));
        }
    }
}
