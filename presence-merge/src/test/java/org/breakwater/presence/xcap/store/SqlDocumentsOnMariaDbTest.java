package org.breakwater.presence.xcap.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.OwnMariaDb;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SqlDocumentsOnMariaDbTest extends SqlDocumentsContract {

    @RegisterExtension
    static final OwnMariaDb DATABASE = new OwnMariaDb(23000, 23019, "documents");

    @Override
    DatabaseUrl url() {
        return DATABASE.url();
    }
}
