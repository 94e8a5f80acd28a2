package org.breakwater.registrar.satellite.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.SiteName;
import org.breakwater.platform.directory.UserResult;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.registrar.sync.Site;
import org.breakwater.registrar.sync.SiteSetting;

/**
 * Says what belongs to which branch. A site is there as soon as something belongs to it. LifeGUARDs learn of a change
 * with one of their next questions. Every method blocks; a change is made whole or not at all.
 */
public final class SiteAdministration {

    private static final String NAMES = "SELECT site FROM breakwater_site_user UNION SELECT site FROM"
            + " breakwater_site_number UNION SELECT site FROM breakwater_site_setting ORDER BY site";
    private static final String WHERE_USER = " WHERE username = ? AND domain = ?";

    private final Statements statements;

    /** On the main servers' database. */
    public SiteAdministration(Database database) {
        this.statements = new Statements(database, "what is kept of sites");
    }

    /** All sites, by name. */
    public List<Site> list() {
        return statements.with(connection -> {
            List<Site> sites = new ArrayList<>();
            for (String name : Statements.list(connection, NAMES, row -> row.getString(1))) {
                sites.add(read(connection, name));
            }
            return sites;
        });
    }

    /** A site; with nothing in it when there is none of that name. */
    public Site site(String name) {
        return statements.with(connection -> read(connection, name));
    }

    private static Site read(Connection connection, String name) throws SQLException {
        String users = "SELECT username, domain FROM breakwater_site_user WHERE site = ? ORDER BY domain, username";
        return new Site(
                name,
                Statements.list(connection, users, SiteAdministration::name, name),
                pairs(connection, "SELECT number, did FROM breakwater_site_number WHERE site = ?", name),
                pairs(connection, "SELECT name, value FROM breakwater_site_setting WHERE site = ?", name));
    }

    private static DirectoryName name(ResultSet row) throws SQLException {
        return new DirectoryName(row.getString(1), row.getString(2));
    }

    private static Map<String, String> pairs(Connection connection, String sql, String site) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        Statements.list(connection, sql, row -> pairs.put(row.getString(1), row.getString(2)), site);
        return pairs;
    }

    /** Makes users those of a site, whichever site they were of. */
    public UserResult assign(String site, List<DirectoryName> users) {
        Optional<String> problem = SiteName.problem(site);
        if (problem.isPresent()) {
            return new UserResult.Invalid(problem.get());
        }
        return statements.inTransaction(connection -> {
            Optional<UserResult> missing = missing(connection, users);
            if (missing.isPresent()) {
                return missing.get();
            }
            for (DirectoryName user : users) {
                remove(connection, user);
                Statements.update(
                        connection,
                        "INSERT INTO breakwater_site_user (username, domain, site) VALUES (?, ?, ?)",
                        user.username(),
                        user.domain(),
                        site);
            }
            return new UserResult.Done();
        });
    }

    /** Makes users those of no site. */
    public UserResult unassign(List<DirectoryName> users) {
        return statements.inTransaction(connection -> {
            for (DirectoryName user : users) {
                if (remove(connection, user) == 0) {
                    connection.rollback();
                    return new UserResult.NotFound("user " + user + " belongs to no site");
                }
            }
            return new UserResult.Done();
        });
    }

    private static Optional<UserResult> missing(Connection connection, List<DirectoryName> users) throws SQLException {
        for (DirectoryName user : users) {
            if (!Statements.any(connection, "SELECT 1 FROM subscriber" + WHERE_USER, user.username(), user.domain())) {
                return Optional.of(new UserResult.NotFound("there is no user " + user));
            }
        }
        return Optional.empty();
    }

    private static int remove(Connection connection, DirectoryName user) throws SQLException {
        return Statements.update(
                connection, "DELETE FROM breakwater_site_user" + WHERE_USER, user.username(), user.domain());
    }

    /** The number in the public network of a site's number, for the other sites. */
    public UserResult addNumber(String site, String number, String did) {
        Optional<String> problem = SiteName.problem(site);
        if (problem.isEmpty() && !number.matches("[0-9*#+]{1,64}")) {
            problem = Optional.of("\"" + number + "\" is not a number");
        }
        if (problem.isEmpty() && !did.matches("\\+?[0-9]{3,20}")) {
            problem = Optional.of("\"" + did + "\" is not a number in the public network, as +33140000002");
        }
        if (problem.isPresent()) {
            return new UserResult.Invalid(problem.get());
        }
        return statements.inTransaction(connection -> {
            List<String> owner = Statements.list(
                    connection,
                    "SELECT site FROM breakwater_site_number WHERE number = ?",
                    row -> row.getString(1),
                    number);
            if (!owner.isEmpty()) {
                return new UserResult.AlreadyExists("number " + number + " is one of " + owner.get(0) + " already");
            }
            Statements.update(
                    connection,
                    "INSERT INTO breakwater_site_number (number, did, site) VALUES (?, ?, ?)",
                    number,
                    did,
                    site);
            return new UserResult.Done();
        });
    }

    /** Takes a site's number away. */
    public UserResult removeNumber(String number) {
        return statements.inTransaction(connection ->
                Statements.update(connection, "DELETE FROM breakwater_site_number WHERE number = ?", number) > 0
                        ? new UserResult.Done()
                        : new UserResult.NotFound("number " + number + " is of no site"));
    }

    /** Gives a setting of a site a value. Operators must be users of the site. */
    public UserResult set(String site, SiteSetting setting, String value) {
        Optional<String> problem = SiteName.problem(site).or(() -> setting.problem(value));
        if (problem.isPresent()) {
            return new UserResult.Invalid(problem.get());
        }
        return statements.inTransaction(connection -> {
            Optional<String> stranger =
                    setting == SiteSetting.OPERATOR ? stranger(connection, site, value) : Optional.empty();
            if (stranger.isPresent()) {
                return new UserResult.NotFound(stranger.get());
            }
            unset(connection, site, setting);
            Statements.update(
                    connection,
                    "INSERT INTO breakwater_site_setting (site, name, value) VALUES (?, ?, ?)",
                    site,
                    setting.settingName(),
                    value.strip());
            return new UserResult.Done();
        });
    }

    private static Optional<String> stranger(Connection connection, String site, String operators) throws SQLException {
        for (String user : SiteSetting.parts(operators)) {
            String sql = "SELECT 1 FROM breakwater_site_user WHERE username = ? AND site = ?";
            if (Statements.any(connection, sql, user, site)) {
                continue;
            }
            boolean exists = Statements.any(connection, "SELECT 1 FROM subscriber WHERE username = ?", user);
            return Optional.of(
                    exists
                            ? "operator " + user + " is no user of " + site + "; first: breakwater site assign " + site
                                    + " " + user
                            : "there is no user " + user);
        }
        return Optional.empty();
    }

    /** Takes a setting away. */
    public UserResult unset(String site, SiteSetting setting) {
        return statements.inTransaction(connection -> unset(connection, site, setting) > 0
                ? new UserResult.Done()
                : new UserResult.NotFound(setting.settingName() + " is not set for " + site));
    }

    private static int unset(Connection connection, String site, SiteSetting setting) throws SQLException {
        return Statements.update(
                connection,
                "DELETE FROM breakwater_site_setting WHERE site = ? AND name = ?",
                site,
                setting.settingName());
    }

    /** Operators that are users of their site no longer, by site. */
    public Map<String, List<String>> lostOperators() {
        Map<String, List<String>> lost = new LinkedHashMap<>();
        for (Site site : list()) {
            List<String> users =
                    site.users().stream().map(DirectoryName::username).toList();
            List<String> gone =
                    SiteSetting.parts(site.settings().getOrDefault(SiteSetting.OPERATOR.settingName(), "")).stream()
                            .filter(o -> !users.contains(o))
                            .toList();
            if (!gone.isEmpty()) {
                lost.put(site.name(), gone);
            }
        }
        return lost;
    }
}
