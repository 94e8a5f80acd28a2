package org.breakwater.presence.document.conference;

import org.breakwater.presence.document.conference.Conference.Participant;
import org.breakwater.presence.document.conference.Conference.Status;
import org.breakwater.presence.xml.XmlWriter;

/** Writes conference-info, always the full state, which every subscriber understands (RFC 4575 §4.1). */
public final class ConferenceXml {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/conference-info+xml";

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:conference-info";

    private ConferenceXml() {}

    /**
     * The document as text.
     *
     * @param version grows by one with each document of a subscription
     */
    public static String text(Conference conference, long version) {
        XmlWriter xml = new XmlWriter()
                .open("conference-info")
                .attribute("xmlns", NAMESPACE)
                .attribute("entity", conference.entity())
                .attribute("state", "full")
                .attribute("version", Long.toString(version));
        if (!conference.subject().isEmpty()) {
            xml.open("conference-description")
                    .leaf("subject", conference.subject())
                    .close();
        }
        long present = conference.participants().stream()
                .filter(p -> p.status() == Status.CONNECTED || p.status() == Status.ON_HOLD)
                .count();
        xml.open("conference-state")
                .leaf("user-count", Long.toString(present))
                .leaf("active", Boolean.toString(present > 0))
                .leaf("locked", Boolean.toString(conference.locked()))
                .close();
        xml.open("users");
        conference.participants().forEach(participant -> write(xml, participant));
        return xml.close().close().toText();
    }

    private static void write(XmlWriter xml, Participant participant) {
        xml.open("user")
                .attribute("entity", participant.entity())
                .attribute("state", "full")
                .leafUnlessEmpty("display-text", participant.display())
                .open("endpoint")
                .attribute("entity", participant.endpoint())
                .leaf("status", participant.status().text());
        if (participant.status() == Status.CONNECTED || participant.status() == Status.ON_HOLD) {
            boolean held = participant.status() == Status.ON_HOLD;
            xml.open("media")
                    .attribute("id", "1")
                    .leaf("type", "audio")
                    .leaf("status", held ? "inactive" : participant.muted() ? "recvonly" : "sendrecv")
                    .close();
        }
        xml.close().close();
    }
}
