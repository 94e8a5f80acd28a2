package org.breakwater.pbx.calendar;

import java.util.function.BooleanSupplier;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.calendar.poll.CalendarPresence;
import org.breakwater.presence.document.pidf.Presence;

/** Tells only while this server has the lease: an answer that comes after it changes nothing. Any thread. */
final class LeasedPresence implements CalendarPresence {

    private final BooleanSupplier leased;
    private final CalendarPresence told;

    LeasedPresence(BooleanSupplier leased, CalendarPresence told) {
        this.leased = leased;
        this.told = told;
    }

    @Override
    public void publish(DirectoryName user, Presence presence, long untilMillis) {
        if (leased.getAsBoolean()) {
            told.publish(user, presence, untilMillis);
        }
    }

    @Override
    public void withdraw(DirectoryName user) {
        if (leased.getAsBoolean()) {
            told.withdraw(user);
        }
    }
}
