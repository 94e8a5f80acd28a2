package org.breakwater.platform.directory.sql;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a database is and as whom to enter it.
 *
 * @param kind which product, or the server's own database
 * @param jdbcUrl the driver's URL without user and password; empty for {@link Kind#OWN}
 * @param user user name, possibly empty
 * @param password in clear, never shown by {@link #toString()}
 */
public record DatabaseUrl(Kind kind, String jdbcUrl, String user, String password) {

    /** What a script writes to mean the server's own database. */
    public static final String OWN_URL = "breakwater:directory";

    private static final String H2_OPTIONS = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";NON_KEYWORDS=VALUE,KEY,USER;WRITE_DELAY=200;DB_CLOSE_ON_EXIT=FALSE";

    private static final String MYSQL_SCHEME = "mysql://";
    private static final int MYSQL_PORT = 3306;

    /** The products this server speaks to. */
    public enum Kind {
        /** The database from {@code breakwater.yaml}, whatever product it is. */
        OWN,
        /** H2, embedded in this process. */
        H2,
        /** MariaDB or MySQL. */
        MYSQL
    }

    /** Refuses null components. */
    public DatabaseUrl {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(jdbcUrl);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
    }

    /** The embedded database: {@code folder/breakwater.mv.db}, created at first use. */
    public static DatabaseUrl embedded(Path folder) {
        String file = folder.toAbsolutePath().resolve("breakwater").toString().replace(";", "\\;");
        return new DatabaseUrl(Kind.H2, "jdbc:h2:file:" + file + H2_OPTIONS + ";CACHE_SIZE=8192", "breakwater", "");
    }

    /** An embedded database that lives in memory until its last connection is closed. */
    public static DatabaseUrl inMemory(String name) {
        return new DatabaseUrl(Kind.H2, "jdbc:h2:mem:" + name + H2_OPTIONS, "breakwater", "");
    }

    /**
     * Reads Kamailio's form {@code mysql://user:password@host[:port]/database}, {@code breakwater:directory}, or a JDBC
     * URL for MariaDB or MySQL.
     *
     * @throws IllegalArgumentException with a sentence that does not repeat the password
     */
    public static DatabaseUrl parse(String url) {
        if (url.equals(OWN_URL)) {
            return new DatabaseUrl(Kind.OWN, "", "", "");
        }
        if (url.regionMatches(true, 0, MYSQL_SCHEME, 0, MYSQL_SCHEME.length())) {
            return parseKamailio(url.substring(MYSQL_SCHEME.length()));
        }
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:mysql:") || lower.startsWith("jdbc:mariadb:")) {
            return new DatabaseUrl(Kind.MYSQL, "jdbc:mysql:" + url.substring(url.indexOf("//")), "", "");
        }
        int colon = url.indexOf(':');
        String scheme = colon < 0 ? "no scheme" : "scheme \"" + url.substring(0, colon) + "\"";
        throw new IllegalArgumentException("database URL with " + scheme
                + " is not supported; write mysql://user:password@host/database or " + OWN_URL);
    }

    /**
     * The server's own database as it is configured.
     *
     * @param url empty for the embedded database in {@code folder}
     * @param user who enters it, when the URL does not say
     * @param password likewise
     * @throws IllegalArgumentException when the URL is not understood or means the database itself
     */
    public static DatabaseUrl configured(
            Optional<String> url, Optional<String> user, Optional<String> password, Path folder) {
        if (url.isEmpty()) {
            return embedded(folder);
        }
        DatabaseUrl parsed = parse(url.get());
        if (parsed.kind() == Kind.OWN) {
            throw new IllegalArgumentException(OWN_URL + " is for routing scripts; the server needs the real address");
        }
        return parsed.as(
                parsed.user().isEmpty() ? user.orElse("") : parsed.user(),
                parsed.password().isEmpty() ? password.orElse("") : parsed.password());
    }

    /** The same place, entered as somebody else. */
    public DatabaseUrl as(String otherUser, String otherPassword) {
        return new DatabaseUrl(kind, jdbcUrl, otherUser, otherPassword);
    }

    /** A password may hold any character but "@" must be the last one of its kind before the host, as in Kamailio. */
    private static DatabaseUrl parseKamailio(String rest) {
        int at = rest.lastIndexOf('@');
        String credentials = at < 0 ? "" : rest.substring(0, at);
        String place = rest.substring(at + 1);
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        int slash = place.indexOf('/');
        if (slash < 0 || slash == place.length() - 1) {
            throw new IllegalArgumentException("database URL mysql://…@" + place
                    + " names no database; write mysql://user:password@host/database");
        }
        String database = place.substring(slash + 1);
        return new DatabaseUrl(
                Kind.MYSQL, "jdbc:mysql://" + hostAndPort(place.substring(0, slash)) + "/" + database, user, password);
    }

    private static String hostAndPort(String text) {
        int colon = text.endsWith("]") ? -1 : text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        if (!port.matches("[0-9]{0,5}")) {
            throw new IllegalArgumentException("database URL: \"" + port + "\" is not a port number");
        }
        return (host.isEmpty() ? "localhost" : host) + ":" + (port.isEmpty() ? MYSQL_PORT : Integer.parseInt(port));
    }

    /** How the URL may be shown and logged. */
    @Override
    public String toString() {
        if (kind == Kind.OWN) {
            return OWN_URL;
        }
        int options = jdbcUrl.indexOf(kind == Kind.H2 ? ';' : '?');
        String place = options < 0 ? jdbcUrl : jdbcUrl.substring(0, options);
        return user.isEmpty() ? place : place + " as " + user;
    }
}
