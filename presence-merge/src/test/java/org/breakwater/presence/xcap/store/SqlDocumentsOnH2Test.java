package org.breakwater.presence.xcap.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;

final class SqlDocumentsOnH2Test extends SqlDocumentsContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("xcap-documents");
    }
}
