package org.breakwater.platform.security;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * One event as one line of text:
 *
 * <pre>2026-11-21T09:10:11.123Z event=InvalidPassword src=192.0.2.7 sport=5060 transport=tcp account="1001" …</pre>
 *
 * <p>What a stranger can choose comes last, in double quotes; in it, quotes, backslashes and everything outside printable
 * ASCII are escaped, so that no value can end its field or its line.
 */
final class SecurityLogLine {

    private static final int LONGEST_VALUE = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SecurityLogLine() {}

    static String format(SecurityEvent event, Instant time) {
        StringBuilder line = new StringBuilder(200);
        TIME.formatTo(time.truncatedTo(ChronoUnit.MILLIS), line);
        line.append(" event=").append(event.kind().logName());
        line.append(" src=").append(address(event.source().getAddress()));
        line.append(" sport=").append(event.source().getPort());
        line.append(" transport=").append(word(event.transport()));
        appendQuoted(line, "account", event.account());
        appendQuoted(line, "reason", event.reason());
        appendQuoted(line, "callid", event.callId());
        return line.append('\n').toString();
    }

    /** Without an IPv6 zone: its name is no part of the address. */
    private static String address(InetAddress address) {
        if (address == null) {
            return "-";
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static String word(String text) {
        return text.matches("[a-z0-9]{1,16}") ? text : "-";
    }

    private static void appendQuoted(StringBuilder line, String name, String value) {
        line.append(' ').append(name).append("=\"");
        int end = Math.min(value.length(), LONGEST_VALUE);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append(end < value.length() ? "...\"" : "\"");
    }
}
