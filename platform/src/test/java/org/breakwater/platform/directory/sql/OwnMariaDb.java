package org.breakwater.platform.directory.sql;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real MariaDB with one empty database for the tests of one class. */
public final class OwnMariaDb implements BeforeAllCallback, AfterAllCallback {

    private final int firstPort;
    private final int lastPort;
    private final String name;
    private MariaDbServer server;
    private DatabaseUrl url;

    /**
     * @param firstPort of a range that nobody else has
     * @param name of the database
     */
    public OwnMariaDb(int firstPort, int lastPort, String name) {
        this.firstPort = firstPort;
        this.lastPort = lastPort;
        this.name = name;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = MariaDbServer.start(firstPort, lastPort);
        url = DatabaseUrl.parse(server.createDatabase(name));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }

    /** The server, to be killed and launched again. */
    public MariaDbServer server() {
        return server;
    }

    /** Where the database is. */
    public DatabaseUrl url() {
        return url;
    }
}
