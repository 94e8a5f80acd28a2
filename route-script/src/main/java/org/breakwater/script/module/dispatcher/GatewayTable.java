package org.breakwater.script.module.dispatcher;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlName;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.script.export.FixupException;
import org.breakwater.sip.message.Octets;

/** Gateways in a table like Kamailio's {@code dispatcher}. Reading blocks. */
record GatewayTable(String name) {

    GatewayList read(SqlExecutor sql) throws FixupException {
        SqlResult result = sql.executeBlocking(
                "SELECT setid, destination, flags, priority, attrs FROM " + SqlName.quote(name) + " ORDER BY id");
        if (result instanceof SqlResult.Failed failed) {
            throw new FixupException("table " + name + " cannot be read: " + failed.message());
        }
        List<Gateway> gateways = new ArrayList<>();
        for (List<Object> row : ((SqlResult.Rows) result).rows()) {
            gateways.add(GatewayList.gateway(
                    number(row.get(0)),
                    Octets.fromUnicode(String.valueOf(row.get(1))),
                    number(row.get(2)),
                    number(row.get(3)),
                    row.get(4) == null ? "" : Octets.fromUnicode(String.valueOf(row.get(4))),
                    "table " + name));
        }
        return GatewayList.of(gateways);
    }

    private static int number(Object value) {
        return value instanceof Long n ? n.intValue() : 0;
    }
}
