package org.breakwater.presence.xmpp.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class SqlRosterOnMariaDbTest extends SqlRosterContract {

    private static final int FIRST_PORT = 23020;
    private static final int LAST_PORT = 23039;

    private static final class Shared {
        private MariaDbServer server;
        private DatabaseUrl url;
    }

    private static final Shared SHARED = new Shared();

    @BeforeAll
    static void startServer() {
        SHARED.server = MariaDbServer.start(FIRST_PORT, LAST_PORT);
        SHARED.url = DatabaseUrl.parse(SHARED.server.createDatabase("roster"));
    }

    @AfterAll
    static void stopServer() {
        SHARED.server.close();
    }

    @Override
    DatabaseUrl url() {
        return SHARED.url;
    }
}
