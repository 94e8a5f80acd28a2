package org.breakwater.presence.xmpp.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.OwnMariaDb;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SqlRosterOnMariaDbTest extends SqlRosterContract {

    @RegisterExtension
    static final OwnMariaDb DATABASE = new OwnMariaDb(23020, 23039, "roster");

    @Override
    DatabaseUrl url() {
        return DATABASE.url();
    }
}
