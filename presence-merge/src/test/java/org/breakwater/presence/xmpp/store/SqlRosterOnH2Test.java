package org.breakwater.presence.xmpp.store;

import org.breakwater.platform.directory.sql.DatabaseUrl;

final class SqlRosterOnH2Test extends SqlRosterContract {

    @Override
    DatabaseUrl url() {
        return DatabaseUrl.inMemory("xmpp-roster");
    }
}
