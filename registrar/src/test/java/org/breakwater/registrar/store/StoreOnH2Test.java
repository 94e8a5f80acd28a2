package org.breakwater.registrar.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.junit.jupiter.api.Test;

final class StoreOnH2Test extends StoreContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("location-store");
    }

    @Test
    void changesWaitWhileTheTableIsAway() {
        changesWaitWhile(
                () -> execute("ALTER TABLE location RENAME TO away"),
                () -> execute("ALTER TABLE away RENAME TO location"));
    }
}
