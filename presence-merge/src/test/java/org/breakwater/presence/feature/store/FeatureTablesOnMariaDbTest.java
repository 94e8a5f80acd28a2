package org.breakwater.presence.feature.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.OwnMariaDb;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FeatureTablesOnMariaDbTest extends FeatureTablesContract {

    @RegisterExtension
    static final OwnMariaDb DATABASE = new OwnMariaDb(27080, 27099, "features");

    @Override
    DatabaseUrl url() {
        return DATABASE.url();
    }
}
