package org.breakwater.presence.feature.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;

final class FeatureTablesOnH2Test extends FeatureTablesContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("feature-tables");
    }
}
