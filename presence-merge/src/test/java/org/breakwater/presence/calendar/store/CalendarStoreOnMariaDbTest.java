package org.breakwater.presence.calendar.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.OwnMariaDb;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CalendarStoreOnMariaDbTest extends CalendarStoreContract {

    @RegisterExtension
    static final OwnMariaDb DATABASE = new OwnMariaDb(22080, 22099, "calendars");

    @Override
    DatabaseUrl url() {
        return DATABASE.url();
    }
}
