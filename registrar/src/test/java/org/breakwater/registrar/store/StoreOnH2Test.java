package org.breakwater.registrar.store;

import java.sql.SQLException;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.junit.jupiter.api.Test;

final class StoreOnH2Test extends StoreContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("location-store");
    }

    @Test
    void changesWaitWhileTheTableIsAway() throws SQLException {
        changesWaitWhile(
                () -> execute("ALTER TABLE location RENAME TO away"),
                () -> execute("ALTER TABLE away RENAME TO location"));
    }
}
