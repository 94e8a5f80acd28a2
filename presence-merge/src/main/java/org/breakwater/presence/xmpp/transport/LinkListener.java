package org.breakwater.presence.xmpp.transport;

import org.breakwater.presence.xml.XmlNode;

/** Hears of the connection to the XMPP server. Told on the link's event loop; must be quick. */
public interface LinkListener {

    /** Stanzas may be sent from now on. */
    void opened();

    /** They may not any more; told once after {@link #opened}. */
    void closed();

    /**
     * A stanza came, or something else on that level.
     *
     * @return false when so much waits already that no more should be read for a moment
     */
    boolean received(XmlNode.Element element);
}
