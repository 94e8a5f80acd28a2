package org.breakwater.presence.calendar.source;

import static org.breakwater.presence.calendar.http.FakeServer.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.breakwater.presence.calendar.http.FakeServer;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;

/**
 * Speaks as Exchange Web Services and Microsoft Graph do, by what Microsoft documents in public: no real server was at
 * hand. It answers about one mailbox and refuses what the real ones refuse.
 */
final class FakeMicrosoft implements AutoCloseable {

    static final String MAILBOX = "alice@pbx.example";
    static final String PASSWORD = "s3cret&more";

    private static final String MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String BASIC = "Basic cmVhZGVyOnMzY3JldCZtb3Jl";

    final FakeServer server;
    /** A name of an answer's rows, or of what goes wrong. */
    volatile String mood = "well";

    private volatile int token;

    FakeMicrosoft(int firstPort) {
        this.server = new FakeServer(firstPort, this::handle);
    }

    @Override
    public void close() {
        server.close();
    }

    /** Tokens given so far are refused from now on. */
    void revoke() {
        token += 100;
    }

    private void handle(HttpExchange exchange, FakeServer.Asked asked) throws IOException {
        if (mood.equals("throttled")) {
            exchange.getResponseHeaders().set("Retry-After", "77");
            answer(exchange, 429, "text/plain", "");
        } else if (asked.path().equals("/EWS/Exchange.asmx")) {
            exchange(exchange, asked);
        } else if (asked.path().equals("/tenant-1/oauth2/v2.0/token")) {
            token(exchange, asked);
        } else if (asked.path().equals("/v1.0/users/alice%40pbx.example/calendar/getSchedule")) {
            schedule(exchange, asked);
        } else {
            answer(exchange, 404, "text/plain", "");
        }
    }

    private void exchange(HttpExchange exchange, FakeServer.Asked asked) throws IOException {
        if (!asked.authorization().equals(BASIC)) {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", mood.equals("windows only") ? "NTLM" : "Basic realm=\"\"");
            answer(exchange, 401, "text/plain", "");
            return;
        }
        String fault = questionFault(asked.body(), exchange.getRequestHeaders().getFirst("SOAPAction"));
        if (!fault.isEmpty()) {
            answer(
                    exchange,
                    500,
                    "text/xml; charset=utf-8",
                    envelope("<s:Fault><faultcode>a:ErrorSchemaValidation</faultcode><faultstring>" + fault
                            + "</faultstring></s:Fault>"));
            return;
        }
        answer(
                exchange,
                200,
                "text/xml; charset=utf-8",
                envelope("<GetUserAvailabilityResponse xmlns=\"" + MESSAGES
                        + "\"><FreeBusyResponseArray><FreeBusyResponse>"
                        + (mood.equals("stranger") ? noMailbox() : view())
                        + "</FreeBusyResponse></FreeBusyResponseArray></GetUserAvailabilityResponse>"));
    }

    private static String questionFault(String body, String action) {
        try {
            XmlElement request = XmlReader.read(body.getBytes(StandardCharsets.UTF_8), XmlLimits.OWN)
                    .first(SOAP, "Body")
                    .first(MESSAGES, "GetUserAvailabilityRequest");
            XmlElement window = request.first(TYPES, "FreeBusyViewOptions").first(TYPES, "TimeWindow");
            XmlElement mailbox = request.first(MESSAGES, "MailboxDataArray").first(TYPES, "MailboxData");
            boolean good = request.first(TYPES, "TimeZone")
                            .textOf(TYPES, "Bias")
                            .equals("0")
                    && mailbox.first(TYPES, "Email").textOf(TYPES, "Address").equals(MAILBOX)
                    && window.textOf(TYPES, "StartTime").equals("2026-11-30T00:00:00")
                    && window.textOf(TYPES, "EndTime").equals("2026-12-06T00:00:00")
                    && action.equals('"' + MESSAGES + "/GetUserAvailability\"");
            return good ? "" : "The request failed schema validation";
        } catch (DocumentException | NullPointerException e) {
            return "The request failed schema validation: " + e.getMessage();
        }
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" + SOAP + "\"><s:Header>"
                + "<h:ServerVersionInfo xmlns:h=\"" + TYPES
                + "\" MajorVersion=\"15\" MinorVersion=\"1\"/></s:Header><s:Body>"
                + body + "</s:Body></s:Envelope>";
    }

    private static String noMailbox() {
        return "<ResponseMessage ResponseClass=\"Error\"><MessageText>Unable to resolve e-mail address</MessageText>"
                + "<ResponseCode>ErrorMailRecipientNotFound</ResponseCode></ResponseMessage>";
    }

    private String view() {
        String type = mood.equals("unshared") ? "None" : "Detailed";
        return "<ResponseMessage ResponseClass=\"Success\"><ResponseCode>NoError</ResponseCode></ResponseMessage>"
                + "<FreeBusyView><FreeBusyViewType xmlns=\"" + TYPES + "\">" + type + "</FreeBusyViewType>"
                + "<CalendarEventArray xmlns=\"" + TYPES + "\">"
                + event("2026-11-30T08:00:00", "2026-11-30T09:00:00", "Busy", "Jour fixe", true, false)
                + event("2026-11-30T10:00:00+01:00", "2026-11-30T11:00:00+01:00", "Tentative", "Perhaps", false, false)
                + event("2026-12-01T08:00:00", "2026-12-01T09:00:00", "Busy", "Doctor", false, true)
                + event("2026-12-02T23:00:00", "2026-12-03T23:00:00", "OOF", "Off", false, false)
                + event("2026-12-04T08:00:00", "2026-12-04T16:00:00", "WorkingElsewhere", "At home", false, false)
                + event("2026-12-05T08:00:00", "2026-12-05T16:00:00", "Free", "Reminder", false, false)
                + "<CalendarEvent><StartTime>soon</StartTime><EndTime>later</EndTime><BusyType>Busy</BusyType></CalendarEvent>"
                + "</CalendarEventArray></FreeBusyView>";
    }

    private static String event(
            String start, String end, String busy, String subject, boolean meeting, boolean secret) {
        return "<CalendarEvent><StartTime>" + start + "</StartTime><EndTime>" + end + "</EndTime><BusyType>" + busy
                + "</BusyType><CalendarEventDetails><ID>00</ID><Subject>" + subject + "</Subject><Location/><IsMeeting>"
                + meeting + "</IsMeeting><IsRecurring>false</IsRecurring><IsException>false</IsException>"
                + "<IsReminderSet>false</IsReminderSet><IsPrivate>" + secret
                + "</IsPrivate></CalendarEventDetails></CalendarEvent>";
    }

    private void token(HttpExchange exchange, FakeServer.Asked asked) throws IOException {
        String expected = "grant_type=client_credentials&client_id=reader&client_secret=s3cret%26more&scope="
                + "http%3A%2F%2F127.0.0.1%3A" + server.port() + "%2F.default";
        if (asked.body().equals(expected)) {
            token++;
            answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"token_type\":\"Bearer\",\"expires_in\":3599," + "\"access_token\":\"token-" + token + "\"}");
        } else {
            answer(
                    exchange,
                    401,
                    "application/json",
                    "{\"error\":\"invalid_client\",\"error_description\":"
                            + "\"AADSTS7000215: Invalid client secret provided.\\r\\nTrace ID: 1\"}");
        }
    }

    private void schedule(HttpExchange exchange, FakeServer.Asked asked) throws IOException {
        if (!asked.authorization().equals("Bearer token-" + token)) {
            answer(exchange, 401, "application/json", "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}");
            return;
        }
        if (mood.equals("unshared")) {
            answer(exchange, 403, "application/json", "{\"error\":{\"code\":\"ErrorAccessDenied\"}}");
            return;
        }
        JsonNode question = new ObjectMapper().readTree(asked.body());
        boolean good = question.path("schedules").path(0).asText().equals(MAILBOX)
                && question.path("startTime").path("dateTime").asText().equals("2026-11-30T00:00:00")
                && question.path("startTime").path("timeZone").asText().equals("UTC")
                && question.path("endTime").path("dateTime").asText().equals("2026-12-06T00:00:00")
                && "outlook.timezone=\"UTC\""
                        .equals(exchange.getRequestHeaders().getFirst("Prefer"));
        if (!good) {
            answer(exchange, 400, "application/json", "{\"error\":{\"code\":\"BadRequest\"}}");
            return;
        }
        String inner = mood.equals("stranger")
                ? "\"error\":{\"message\":\"The mailbox was not found.\",\"responseCode\":\"ErrorMailRecipientNotFound\"}"
                : "\"availabilityView\":\"0022\",\"scheduleItems\":[" + items() + "]";
        answer(
                exchange,
                200,
                "application/json; odata.metadata=minimal",
                "{\"@odata.context\":\"x\",\"value\":[{\"scheduleId\":\"" + MAILBOX + "\"," + inner + "}]}");
    }

    private static String items() {
        return String.join(
                ",",
                item("busy", "2026-11-30T08:00:00.0000000", "2026-11-30T09:00:00.0000000", "Jour fixe", false),
                item("tentative", "2026-11-30T09:00:00.0000000", "2026-11-30T10:00:00.0000000", "Perhaps", false),
                item("busy", "2026-12-01T08:00:00.0000000", "2026-12-01T09:00:00.0000000", "Doctor", true),
                item("oof", "2026-12-02T23:00:00.0000000", "2026-12-03T23:00:00.0000000", "Off", false),
                item(
                        "workingElsewhere",
                        "2026-12-04T08:00:00.0000000",
                        "2026-12-04T16:00:00.0000000",
                        "At home",
                        false),
                item("free", "2026-12-05T08:00:00.0000000", "2026-12-05T16:00:00.0000000", "Reminder", false),
                item("busy", "soon", "later", "Broken", false));
    }

    private static String item(String status, String start, String end, String subject, boolean secret) {
        return "{\"isPrivate\":" + secret + ",\"status\":\"" + status + "\",\"subject\":\"" + subject
                + "\",\"location\":\"\",\"start\":{\"dateTime\":\"" + start
                + "\",\"timeZone\":\"UTC\"},\"end\":{\"dateTime\":\""
                + end + "\",\"timeZone\":\"UTC\"}}";
    }
}
