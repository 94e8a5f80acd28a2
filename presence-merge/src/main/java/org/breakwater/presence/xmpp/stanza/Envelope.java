package org.breakwater.presence.xmpp.stanza;

/**
 * What every stanza has.
 *
 * @param id of the sender's, empty without
 * @param language {@code xml:lang}, empty without
 */
public record Envelope(Jid from, Jid to, String id, String language) {

    /** Without id and language. */
    public static Envelope of(Jid from, Jid to) {
        return new Envelope(from, to, "", "");
    }

    /** That of an answer. */
    public Envelope back() {
        return new Envelope(to, from, id, "");
    }

    /** The same with an id. */
    public Envelope with(String otherId) {
        return new Envelope(from, to, otherId, language);
    }
}
