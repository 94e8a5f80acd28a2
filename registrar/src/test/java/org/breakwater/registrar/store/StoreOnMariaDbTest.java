package org.breakwater.registrar.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.OwnMariaDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StoreOnMariaDbTest extends StoreContract {

    @RegisterExtension
    static final OwnMariaDb DATABASE = new OwnMariaDb(20040, 20059, "locations");

    @Override
    DatabaseUrl url() {
        return DATABASE.url();
    }

    @Test
    void changesWaitWhileTheServerIsDown() {
        changesWaitWhile(DATABASE.server()::kill, DATABASE.server()::launch);
    }
}
