package org.breakwater.platform.lease;

import org.breakwater.platform.directory.sql.DatabaseUrl;

class LeaseOnH2Test extends LeaseContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("lease" + System.identityHashCode(this));
    }
}
