package org.breakwater.presence.subscription;

import java.util.List;

/**
 * What any server has to know to go on with a subscription.
 *
 * @param dialog its dialog
 * @param topic what is watched
 * @param phone who watches
 * @param term who serves it and for how long
 */
public record Subscription(DialogPath dialog, Topic topic, Phone phone, Term term) {

    /**
     * A dialog (RFC 3261 §12), with this server as local side.
     *
     * @param remoteTarget Contact of the phone
     * @param routes route set, each with angle brackets
     * @param contact our Contact, with angle brackets
     */
    public record DialogPath(Ids ids, String remoteTarget, List<String> routes, String contact) {

        /** Copies the list. */
        public DialogPath {
            routes = List.copyOf(routes);
        }
    }

    /** What names a dialog, and the URIs of both sides. */
    public record Ids(String callId, String localTag, String remoteTag, String localUri, String remoteUri) {

        /** Key in the map of subscriptions. */
        public String key() {
            return key(callId, localTag, remoteTag);
        }

        /** The key of a dialog with that Call-ID and tags. */
        public static String key(String callId, String localTag, String remoteTag) {
            return callId + ' ' + localTag + ' ' + remoteTag;
        }
    }

    /**
     * What is watched.
     *
     * @param event package
     * @param eventId parameter {@code id} of Event, empty without
     * @param entity whom, in the one spelling this server has for them
     * @param shown whom, as the phone spells it
     * @param list whether that is a list, which the phone knows to be one (RFC 4662)
     */
    public record Topic(String event, String eventId, String entity, String shown, boolean list) {

        /** One person. */
        public Topic(String event, String eventId, String entity, String shown) {
            this(event, eventId, entity, shown, false);
        }
    }

    /**
     * Who watches.
     *
     * @param user whose phone it is, in the one spelling
     * @param userAgent User-Agent, empty without
     * @param flowId connection the last SUBSCRIBE came over, 0 for none; means something to the server that has it only
     * @param nextHop URI to send to instead of the remote target, empty for none
     * @param address where the last SUBSCRIBE came from, for listings
     */
    public record Phone(String user, String userAgent, long flowId, String nextHop, String address) {

        /** The same for a server that has no connection to it: the number would be another phone's there. */
        Phone unconnected() {
            return new Phone(user, userAgent, 0, nextHop, address);
        }
    }

    /**
     * Who serves it.
     *
     * @param owner the run of the server, see {@link org.breakwater.platform.state.Member#text()}
     * @param expiresAtMillis in ms since 1970
     * @param reserved numbers of NOTIFY and versions of documents that the owner may have used; another goes on after
     */
    public record Term(String owner, long expiresAtMillis, int reserved) {}

    /** Key in the map. */
    public String key() {
        return dialog.ids().key();
    }

    /** The same for two subscriptions of one phone to one thing: the later one takes the place of the earlier. */
    public String sameness() {
        return topic.event()
                + ' '
                + topic.eventId()
                + ' '
                + topic.entity()
                + ' '
                + phone.user()
                + ' '
                + dialog.remoteTarget();
    }

    /** Which phone: what a bound and a pace are for. */
    public String phoneKey() {
        return dialog.remoteTarget();
    }

    /** The same under other terms. */
    public Subscription with(Term other) {
        return new Subscription(dialog, topic, phone, other);
    }

    /** The same after a SUBSCRIBE that came another way or named another Contact. */
    public Subscription reached(String remoteTarget, Phone by) {
        return new Subscription(
                new DialogPath(dialog.ids(), remoteTarget, dialog.routes(), dialog.contact()), topic, by, term);
    }
}
