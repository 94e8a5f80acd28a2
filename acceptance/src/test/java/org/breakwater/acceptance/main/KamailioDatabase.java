package org.breakwater.acceptance.main;

import java.nio.file.Path;
import java.util.List;
import org.breakwater.platform.directory.sql.MariaDbServer;

/** A database as {@code kamdbctl create} makes it, from the SQL files of Debian's kamailio-mysql-modules. */
final class KamailioDatabase {

    private static final Path SCRIPTS = Path.of("/usr/share/kamailio/mysql");

    /** The modules {@code kamctlrc} lists as standard, and presence. */
    private static final List<String> MODULES = List.of(
            "standard",
            "acc",
            "lcr",
            "domain",
            "group",
            "permissions",
            "registrar",
            "usrloc",
            "msilo",
            "alias_db",
            "uri_db",
            "speeddial",
            "avpops",
            "auth_db",
            "pdt",
            "dialog",
            "dispatcher",
            "dialplan",
            "topos",
            "presence");

    private KamailioDatabase() {}

    /** Makes it; the URL is in Kamailio's form. */
    static String create(MariaDbServer server, String name) {
        String url = server.createDatabase(name);
        MODULES.forEach(m -> server.executeFile(name, SCRIPTS.resolve(m + "-create.sql")));
        return url;
    }
}
