package org.breakwater.registrar.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class StoreOnMariaDbTest extends StoreContract {

    private static final int FIRST_PORT = 20040;
    private static final int LAST_PORT = 20059;

    private static final class Shared {
        private MariaDbServer server;
        private DatabaseUrl url;
    }

    private static final Shared SHARED = new Shared();

    @BeforeAll
    static void startServer() {
        SHARED.server = MariaDbServer.start(FIRST_PORT, LAST_PORT);
        SHARED.url = DatabaseUrl.parse(SHARED.server.createDatabase("locations"));
    }

    @AfterAll
    static void stopServer() {
        SHARED.server.close();
    }

    @Override
    DatabaseUrl url() {
        return SHARED.url;
    }

    @Test
    void changesWaitWhileTheServerIsDown() {
        changesWaitWhile(SHARED.server::kill, SHARED.server::launch);
    }
}
