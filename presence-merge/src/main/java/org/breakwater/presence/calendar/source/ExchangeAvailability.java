package org.breakwater.presence.calendar.source;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.breakwater.presence.calendar.http.HttpReply;
import org.breakwater.presence.xml.XmlWriter;

/** GetUserAvailability of Exchange Web Services (MS-OXWAVLS), with Basic authentication; all times in UTC. */
final class ExchangeAvailability implements CalendarSource {

    private static final int MAX_OCTETS = 4 << 20;
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String ACTION = "\"" + AvailabilityReader.MESSAGES + "/GetUserAvailability\"";

    private final CalendarHttp http;
    private final URI uri;
    private final String mailbox;
    private final CalendarLogin login;
    private final CalendarSettings settings;

    ExchangeAvailability(CalendarAccount account, CalendarHttp http) {
        this.http = http;
        this.uri = account.place().uri();
        this.mailbox = account.place().mailbox();
        this.login = account.login();
        this.settings = account.settings();
    }

    @Override
    public CalendarAnswer fetch(TimeWindow window, Validator known) throws CalendarException, InterruptedException {
        HttpQuery query = HttpQuery.of("POST", uri, "text/xml; charset=utf-8", question(mailbox, window))
                .with("SOAPAction", ACTION)
                .with("Accept", "text/xml")
                .withBasic(login.name(), login.secret());
        HttpReply reply = http.send(query, MAX_OCTETS);
        if (reply.status() == 401 && !reply.header("WWW-Authenticate").isEmpty() && !offersBasic(reply)) {
            throw new CalendarException("the server does not offer Basic authentication; enable it for the virtual"
                    + " directory EWS, or read the calendar as a published iCalendar file");
        }
        if (reply.status() != 200 && !(reply.status() == 500 && isXml(reply))) { // faults come with 500
            throw Refusals.of(reply);
        }
        return new CalendarAnswer(AvailabilityReader.read(reply.body(), window, settings), Validator.NONE);
    }

    private static boolean offersBasic(HttpReply reply) {
        return reply.headers().allValues("WWW-Authenticate").stream()
                .anyMatch(value -> value.regionMatches(true, 0, "Basic", 0, 5));
    }

    private static boolean isXml(HttpReply reply) {
        return reply.header("Content-Type").startsWith("text/xml");
    }

    static String question(String mailbox, TimeWindow window) {
        XmlWriter xml = new XmlWriter()
                .open("soap:Envelope")
                .attribute("xmlns:soap", SOAP)
                .attribute("xmlns:m", AvailabilityReader.MESSAGES)
                .attribute("xmlns:t", AvailabilityReader.TYPES)
                .open("soap:Header")
                .open("t:RequestServerVersion")
                .attribute("Version", "Exchange2013")
                .close()
                .close()
                .open("soap:Body")
                .open("m:GetUserAvailabilityRequest");
        utc(xml);
        return xml.open("m:MailboxDataArray")
                .open("t:MailboxData")
                .open("t:Email")
                .leaf("t:Address", mailbox)
                .close()
                .leaf("t:AttendeeType", "Required")
                .leaf("t:ExcludeConflicts", "false")
                .close()
                .close()
                .open("t:FreeBusyViewOptions")
                .open("t:TimeWindow")
                .leaf("t:StartTime", moment(window.from()))
                .leaf("t:EndTime", moment(window.until()))
                .close()
                .leaf("t:MergedFreeBusyIntervalInMinutes", "30")
                .leaf("t:RequestedView", "Detailed")
                .close()
                .close()
                .close()
                .close()
                .toText();
    }

    private static void utc(XmlWriter xml) {
        xml.open("t:TimeZone").leaf("t:Bias", "0");
        for (String part : new String[] {"t:StandardTime", "t:DaylightTime"}) {
            xml.open(part)
                    .leaf("t:Bias", "0")
                    .leaf("t:Time", "00:00:00")
                    .leaf("t:DayOrder", "0")
                    .leaf("t:Month", "0")
                    .leaf("t:DayOfWeek", "Sunday")
                    .close();
        }
        xml.close();
    }

    private static String moment(Instant instant) {
        return SECONDS.format(instant);
    }
}
