package org.breakwater.platform.directory;

import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DirectoryOnMariaDbTest extends DirectoryContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static MariaDbServer server;

    @BeforeAll
    static void startServer() {
        server = MariaDbServer.start(21000, 21009);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    DatabaseUrl emptyDatabase() {
        return DatabaseUrl.parse(server.createDatabase("directory" + COUNT.incrementAndGet()));
    }
}
