package org.breakwater.presence.calendar.source;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.ical.ICalendarReader;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;

/** The answer of a CalDAV server (RFC 4918 §13, RFC 4791 §9.6). */
public final class MultistatusReader {

    static final String DAV = "DAV:";
    static final String CALDAV = "urn:ietf:params:xml:ns:caldav";

    private static final XmlLimits LIMITS = new XmlLimits(ICalendarReader.MAX_OCTETS, 16, 200_000);

    private MultistatusReader() {}

    /**
     * The iCalendar texts in it.
     *
     * @throws CalendarException when it is no such answer
     */
    public static List<String> calendarData(byte[] octets) throws CalendarException {
        XmlElement root;
        try {
            root = XmlReader.read(octets, LIMITS);
        } catch (DocumentException e) {
            throw new CalendarException("the server's answer cannot be read: " + e.getMessage());
        }
        if (!root.is(DAV, "multistatus")) {
            throw new CalendarException("the server's answer is <" + root.name()
                    + "> instead of <multistatus>; is it the address of a CalDAV calendar?");
        }
        List<String> texts = new ArrayList<>();
        for (XmlElement response : root.all(DAV, "response")) {
            for (XmlElement propstat : response.all(DAV, "propstat")) {
                XmlElement prop = propstat.first(DAV, "prop");
                String text = prop == null ? "" : prop.textOf(CALDAV, "calendar-data");
                if (!text.isEmpty()) {
                    texts.add(text + "\n");
                }
            }
        }
        return texts;
    }
}
