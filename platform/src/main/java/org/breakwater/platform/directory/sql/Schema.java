package org.breakwater.platform.directory.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the schema this server works with.
 *
 * <p>An empty database gets everything. One made by Kamailio's {@code kamdbctl} keeps its tables as they are and gets
 * only the tables that begin with {@code breakwater_}.
 */
public final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private static final String HISTORY_TABLE = "breakwater_schema_history";
    private static final String KAMAILIO_TABLES_VERSION = "1";
    private static final String KAMAILIO_MARK = "subscriber";

    private Schema() {}

    /**
     * Adds what is missing. Blocks.
     *
     * @throws DatabaseException when the database cannot be reached, is somebody else's, or refuses
     */
    public static void migrate(Database database) {
        try {
            boolean known = database.hasTable(HISTORY_TABLE);
            boolean kamailio = database.hasTable(KAMAILIO_MARK);
            if (!known && !kamailio && database.with(Schema::hasTables)) {
                throw new DatabaseException(
                        "database " + database.url() + " has tables, but not Kamailio's: give the server an empty "
                                + "database of its own, or one made by kamdbctl",
                        null);
            }
            if (!known && kamailio) {
                LOG.info("{} was made by Kamailio: its tables are used as they are", database.url());
            }
            flyway(database).migrate();
            database.with(TableVersions::check).forEach(difference -> LOG.warn("{}: {}", database.url(), difference));
        } catch (SQLException e) {
            throw new DatabaseException("cannot open database " + database.url() + ": " + SqlMessages.firstLine(e), e);
        } catch (FlywayException e) {
            throw new DatabaseException(
                    "cannot prepare the tables of " + database.url() + ": " + SqlMessages.firstLine(e), e);
        }
    }

    private static Flyway flyway(Database database) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations("classpath:org/breakwater/platform/directory/migration")
                .table(HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion(KAMAILIO_TABLES_VERSION)
                .baselineDescription("tables made by Kamailio")
                .cleanDisabled(true)
                .load();
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            return tables.next();
        }
    }
}
