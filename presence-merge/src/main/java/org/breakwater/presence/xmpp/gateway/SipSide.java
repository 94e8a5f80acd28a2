package org.breakwater.presence.xmpp.gateway;

import java.util.function.IntConsumer;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.xmpp.mapping.SipText;

/** What the gateway asks of the SIP side. None of this blocks. */
public interface SipSide {

    /** Whether there is a user of that name here. */
    boolean isUser(String user);

    /** The one spelling of a user or a URI that what is published is kept under. */
    String entity(String userOrUri);

    /** What watchers see of a user. */
    Presence presence(String user);

    /**
     * Lets the routing script have a MESSAGE.
     *
     * @param done told the final status once, on any thread
     */
    void send(SipText text, IntConsumer done);
}
