package org.breakwater.presence.calendar.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;

/** GetUserAvailabilityResponse of Exchange Web Services, asked for in UTC. */
public final class AvailabilityReader {

    static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final XmlLimits LIMITS = new XmlLimits(4 << 20, 24, 100_000);

    private AvailabilityReader() {}

    /**
     * What the answer says of its only mailbox.
     *
     * @throws CalendarException when it is no such answer, or says that there is none
     */
    public static FreeBusy read(byte[] octets, TimeWindow window, CalendarSettings settings) throws CalendarException {
        XmlElement view = view(body(octets));
        String kind = view.textOf(TYPES, "FreeBusyViewType");
        if (kind.equalsIgnoreCase("None")) {
            throw new CalendarException("the login may not see when this mailbox is busy; give it the right to read"
                    + " the calendar's free/busy times");
        }
        XmlElement array = view.first(TYPES, "CalendarEventArray");
        List<XmlElement> events = array == null ? List.of() : array.all(TYPES, "CalendarEvent");
        if (events.size() > FreeBusy.MAX_INTERVALS) {
            throw new CalendarException(
                    "the mailbox has more than " + FreeBusy.MAX_INTERVALS + " busy times; is it one person's?");
        }
        List<BusyInterval> intervals = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (XmlElement event : events) {
            try {
                interval(event, settings.titles())
                        .filter(i -> window.touches(i.start(), i.end()))
                        .ifPresent(intervals::add);
            } catch (DateTimeException | IllegalArgumentException e) {
                remarks.add("an event without a readable beginning and end is left out");
            }
        }
        return new FreeBusy(intervals, remarks);
    }

    private static XmlElement body(byte[] octets) throws CalendarException {
        try {
            XmlElement root = XmlReader.read(octets, LIMITS);
            XmlElement body = root.is(SOAP, "Envelope") ? root.first(SOAP, "Body") : null;
            if (body != null) {
                return body;
            }
        } catch (DocumentException e) {
            throw new CalendarException("the server's answer cannot be read: " + e.getMessage());
        }
        throw new CalendarException(
                "the server's answer is not one of Exchange Web Services; the address ends with /EWS/Exchange.asmx");
    }

    private static XmlElement view(XmlElement body) throws CalendarException {
        XmlElement fault = body.first(SOAP, "Fault");
        if (fault != null) {
            throw new CalendarException("Exchange refuses: " + cut(fault.textOf("", "faultstring")));
        }
        XmlElement response = body.first(MESSAGES, "GetUserAvailabilityResponse");
        XmlElement array = response == null ? null : response.first(MESSAGES, "FreeBusyResponseArray");
        XmlElement one = array == null ? null : array.first(MESSAGES, "FreeBusyResponse");
        if (one == null) {
            throw new CalendarException("Exchange's answer says nothing of the mailbox; is its address right?");
        }
        XmlElement message = one.first(MESSAGES, "ResponseMessage");
        if (message != null && message.attribute("ResponseClass").equals("Error")) {
            throw new CalendarException("Exchange says " + cut(message.textOf(MESSAGES, "ResponseCode")) + ": "
                    + cut(message.textOf(MESSAGES, "MessageText")));
        }
        XmlElement view = one.first(MESSAGES, "FreeBusyView");
        if (view == null) {
            throw new CalendarException("Exchange's answer has no free/busy times; is the mailbox's address right?");
        }
        return view;
    }

    private static Optional<BusyInterval> interval(XmlElement event, boolean titles) {
        Optional<BusyKind> kind = switch (event.textOf(TYPES, "BusyType").toLowerCase(Locale.ROOT)) {
            case "tentative" -> Optional.of(BusyKind.TENTATIVE);
            case "busy" -> Optional.of(BusyKind.BUSY);
            case "oof" -> Optional.of(BusyKind.OUT_OF_OFFICE);
            case "workingelsewhere" -> Optional.of(BusyKind.WORKING_ELSEWHERE);
            default -> Optional.empty();
        };
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        XmlElement details = event.first(TYPES, "CalendarEventDetails");
        boolean secret = details == null || details.textOf(TYPES, "IsPrivate").equalsIgnoreCase("true");
        boolean meeting = details != null && details.textOf(TYPES, "IsMeeting").equalsIgnoreCase("true");
        Instant start = moment(event.textOf(TYPES, "StartTime"));
        Instant end = moment(event.textOf(TYPES, "EndTime"));
        if (start.equals(end)) {
            return Optional.empty();
        }
        String title = secret || !titles ? "" : details.textOf(TYPES, "Subject");
        return Optional.of(new BusyInterval(start, end, kind.get(), meeting, title));
    }

    /** Times come without an offset in the zone that was asked for, which is UTC; some servers add the offset. */
    static Instant moment(String text) {
        return text.length() > 19 && text.substring(19).matches(".*[Z+-].*")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
