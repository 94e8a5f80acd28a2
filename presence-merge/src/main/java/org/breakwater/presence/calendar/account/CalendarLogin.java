package org.breakwater.presence.calendar.account;

/**
 * With what a server is asked.
 *
 * @param name user, or client id of Microsoft 365; empty without a login
 * @param secret password, application password or client secret
 */
public record CalendarLogin(String name, String secret) {

    /** Without a login. */
    public static final CalendarLogin NONE = new CalendarLogin("", "");

    /** Whether there is none. */
    public boolean isNone() {
        return name.isEmpty() && secret.isEmpty();
    }

    @Override
    public String toString() {
        return isNone() ? "no login" : name + ":…";
    }
}
