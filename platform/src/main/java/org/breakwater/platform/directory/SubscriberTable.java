package org.breakwater.platform.directory;

import java.util.List;

/**
 * Which table and columns hold credentials, as the parameters of Kamailio's {@code auth_db} say.
 *
 * @param table usually {@code subscriber}
 * @param userColumn {@code user_column}
 * @param domainColumn {@code domain_column}; may be missing from the table
 * @param passwordColumn {@code password_column}: a clear password when {@code calculateHa1}, else HA1
 * @param ha1bColumn {@code password_column_2}: HA1 for phones that send {@code user@domain} as user name; may be missing
 * @param calculateHa1 {@code calculate_ha1}
 * @param extraColumns columns of {@code load_credentials}, served by {@link Credential#attribute}
 */
public record SubscriberTable(
        String table,
        String userColumn,
        String domainColumn,
        String passwordColumn,
        String ha1bColumn,
        boolean calculateHa1,
        List<String> extraColumns) {

    /** Copies the list. */
    public SubscriberTable {
        extraColumns = List.copyOf(extraColumns);
    }

    /** Table {@code subscriber} with Kamailio's column names. */
    public static SubscriberTable standard(boolean calculateHa1) {
        return new SubscriberTable(
                "subscriber", "username", "domain", calculateHa1 ? "password" : "ha1", "ha1b", calculateHa1, List.of());
    }
}
