package org.breakwater.presence.calendar.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Map;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarSettings;

/** What a command came with. */
final class AccountArguments {

    static final String DEFAULT_NAME = "main";
    private static final String GRAPH = "https://graph.microsoft.com/v1.0";

    private final Map<String, Object> arguments;
    private final String defaultDomain;
    private final ZoneId defaultZone;

    AccountArguments(Map<String, Object> arguments, String defaultDomain, ZoneId defaultZone) {
        this.arguments = arguments;
        this.defaultDomain = defaultDomain;
        this.defaultZone = defaultZone;
    }

    private String text(String key, String otherwise) {
        Object value = arguments.get(key);
        return value == null ? otherwise : value.toString().strip();
    }

    /** As it is: blanks may belong to it. */
    private String password() {
        Object value = arguments.get("password");
        return value == null ? "" : value.toString();
    }

    private boolean flag(String key) {
        return Boolean.parseBoolean(text(key, "false"));
    }

    boolean hasUser() {
        return !text("user", "").isEmpty();
    }

    DirectoryName user() throws ControlException {
        String text = text("user", "");
        if (text.isEmpty()) {
            throw new ControlException("user is missing");
        }
        int at = text.lastIndexOf('@');
        return at > 0
                ? new DirectoryName(text.substring(0, at), text.substring(at + 1))
                : new DirectoryName(text, text("domain", defaultDomain));
    }

    String name() {
        return text("name", DEFAULT_NAME);
    }

    /** What is to be added. {@code webcal} is how some programs write {@code https} before the address of a calendar. */
    CalendarAccount account() throws ControlException {
        CalendarKind kind = CalendarKind.ofText(text("kind", ""))
                .orElseThrow(() -> new ControlException(
                        "\"" + text("kind", "") + "\" is no kind of calendar; there are " + CalendarKind.names()));
        String url = text("url", kind == CalendarKind.GRAPH ? GRAPH : "");
        if (url.isEmpty()) {
            throw new ControlException("url is missing");
        }
        return new CalendarAccount(
                user(),
                name(),
                kind,
                new CalendarPlace(
                        uri(url.startsWith("webcal://") ? "https" + url.substring(6) : url),
                        text("mailbox", ""),
                        text("tenant", "")),
                new CalendarLogin(text("login", ""), password()),
                new CalendarSettings(zone(), flag("titles"), flag("tentative")));
    }

    private static URI uri(String text) throws ControlException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ControlException("the address is none: " + e.getReason() + " at character " + e.getIndex());
        }
    }

    private ZoneId zone() throws ControlException {
        String zone = text("zone", "");
        if (zone.isEmpty()) {
            return defaultZone;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new ControlException("\"" + zone + "\" is no time zone; they are written as Europe/Berlin");
        }
        return ZoneId.of(zone);
    }
}
