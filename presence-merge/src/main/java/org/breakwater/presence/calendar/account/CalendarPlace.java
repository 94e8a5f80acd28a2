package org.breakwater.presence.calendar.account;

import java.net.URI;
import java.util.Locale;

/**
 * Where a calendar is.
 *
 * @param uri of the file, the collection, {@code Exchange.asmx}, or the root of Microsoft Graph
 * @param mailbox whose calendar it is, as a mail address; for Exchange and Microsoft 365, empty otherwise
 * @param tenant directory id of Microsoft 365, empty otherwise
 */
public record CalendarPlace(URI uri, String mailbox, String tenant) {

    /** A calendar that has an address of its own. */
    public static CalendarPlace at(URI uri) {
        return new CalendarPlace(uri, "", "");
    }

    /** Scheme, host and port: what may be told, since the rest of an address may be a secret. */
    public String server() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Whether the server is this machine. */
    public boolean isLoopback() {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    @Override
    public String toString() {
        return server() + (mailbox.isEmpty() ? "/…" : " " + mailbox);
    }
}
