package org.breakwater.presence.feature.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class FeatureTablesOnMariaDbTest extends FeatureTablesContract {

    private static final int FIRST_PORT = 27080;
    private static final int LAST_PORT = 27099;

    private static final class Shared {
        private MariaDbServer server;
        private DatabaseUrl url;
    }

    private static final Shared SHARED = new Shared();

    @BeforeAll
    static void startServer() {
        SHARED.server = MariaDbServer.start(FIRST_PORT, LAST_PORT);
        SHARED.url = DatabaseUrl.parse(SHARED.server.createDatabase("features"));
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
