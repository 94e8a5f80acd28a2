package org.breakwater.presence.xmpp.gateway;

import org.breakwater.presence.xmpp.stanza.Jid;

/**
 * Keeps who watches whom, so that it outlives the servers. Changes are written in the order they are made; the methods do not
 * block.
 */
public interface Roster {

    /** Keeps a row, or changes what is kept of it. */
    void put(Row row);

    /** Forgets a row. */
    void remove(Row row);

    /**
     * A subscription that crosses.
     *
     * @param direction who watches whom
     * @param user name of the SIP user
     * @param contact bare address of the XMPP user
     * @param approved whether the one who is watched agreed
     */
    record Row(Direction direction, String user, Jid contact, boolean approved) {}

    /** Who watches whom. */
    enum Direction {
        /** The XMPP user watches the SIP user. */
        FROM_XMPP,
        /** The SIP user watches the XMPP user. */
        FROM_SIP
    }
}
