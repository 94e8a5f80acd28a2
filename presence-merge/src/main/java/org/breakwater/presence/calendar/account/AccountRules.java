package org.breakwater.presence.calendar.account;

import java.net.URI;
import java.util.Optional;

/** What a calendar must look like to be kept. */
public final class AccountRules {

    /** The most calendars of one user. */
    public static final int MAX_OF_A_USER = 8;

    private static final int MAX_TEXT = 255;
    private static final int MAX_URI = 1000;

    private AccountRules() {}

    /** A sentence about the first thing that is wrong, if any. */
    public static Optional<String> problem(CalendarAccount account) {
        if (!account.name().matches("[a-z0-9-]{1,32}")) {
            return Optional.of("\"" + account.name() + "\" is no name of a calendar; it has 1 to 32 of a-z, 0-9 and -");
        }
        return place(account.place()).or(() -> login(account)).or(() -> needed(account));
    }

    private static Optional<String> place(CalendarPlace place) {
        URI uri = place.uri();
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
            return Optional.of("the address begins with https:// and a server's name");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("the address has a login or a # in it; give user and password beside it");
        }
        if (uri.toASCIIString().length() > MAX_URI) {
            return Optional.of("the address is longer than " + MAX_URI + " characters");
        }
        if (!place.mailbox().isEmpty() && !place.mailbox().matches("[^@\\s<>/\"]{1,64}@[^@\\s<>/\"]{1,190}")) {
            return Optional.of("\"" + place.mailbox() + "\" is no mail address");
        }
        if (!place.tenant().matches("[A-Za-z0-9.-]{0,128}")) {
            return Optional.of("\"" + place.tenant() + "\" is no directory (tenant) id of Microsoft 365");
        }
        return Optional.empty();
    }

    private static Optional<String> login(CalendarAccount account) {
        CalendarLogin login = account.login();
        if (login.name().length() > MAX_TEXT || login.secret().length() > MAX_TEXT) {
            return Optional.of("user or password is longer than " + MAX_TEXT + " characters");
        }
        if ((login.name() + login.secret()).chars().anyMatch(c -> c < ' ' || c == 127)) {
            return Optional.of("user or password has control characters in it");
        }
        if (account.kind() != CalendarKind.GRAPH && login.name().contains(":")) {
            return Optional.of("user names of HTTP have no colon in them");
        }
        boolean open = "http".equals(account.place().uri().getScheme())
                && !account.place().isLoopback();
        if (open && !login.isNone()) {
            return Optional.of("over http anybody on the way reads the password; use an address with https");
        }
        return Optional.empty();
    }

    private static Optional<String> needed(CalendarAccount account) {
        CalendarKind kind = account.kind();
        boolean complete =
                !account.login().name().isEmpty() && !account.login().secret().isEmpty();
        if (!complete && !(kind == CalendarKind.ICS && account.login().isNone())) {
            return Optional.of(
                    switch (kind) {
                        case ICS -> "a file's login has a user and a password, or neither";
                        case CALDAV -> "a CalDAV calendar needs a user and a password";
                        case EWS -> "Exchange needs a user and a password of an account that may see the calendar";
                        case GRAPH ->
                            "Microsoft 365 needs an application's client id as user and its secret as password";
                    });
        }
        boolean microsoft = kind == CalendarKind.EWS || kind == CalendarKind.GRAPH;
        if (microsoft && account.place().mailbox().isEmpty()) {
            return Optional.of("a calendar of kind " + kind.text() + " needs the mail address whose calendar it is");
        }
        if (kind == CalendarKind.GRAPH && account.place().tenant().isEmpty()) {
            return Optional.of("Microsoft 365 needs the directory (tenant) id");
        }
        return Optional.empty();
    }
}
