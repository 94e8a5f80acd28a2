package org.breakwater.presence.calendar.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;

final class CalendarStoreOnH2Test extends CalendarStoreContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("calendar-store");
    }
}
