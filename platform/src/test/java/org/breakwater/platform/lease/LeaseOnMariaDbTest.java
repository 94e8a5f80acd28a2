package org.breakwater.platform.lease;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class LeaseOnMariaDbTest extends LeaseContract {

    private static MariaDbServer server;
    private static String url;

    @BeforeAll
    static void startServer() {
        server = MariaDbServer.start(27900, 27909);
        url = server.createDatabase("lease");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.parse(url);
    }
}
