package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.SqlMessages;

/**
 * Adds, lists, changes and removes accounts of the server's own directory. Every method blocks; a change is served to
 * phones when the method returns.
 *
 * <p>Passwords are kept only as encrypted HA1, one pair for each realm phones are challenged with.
 */
public final class UserAdministration {

    private final Directory directory;
    private final UserStore store;
    private final Supplier<Set<String>> realms;

    /**
     * Works on {@code directory}.
     *
     * @param cipher the server's key
     * @param realms the realms phones are challenged with beside their own domain, such as the server's addresses
     */
    public UserAdministration(Directory directory, CredentialCipher cipher, Supplier<Set<String>> realms) {
        this.directory = directory;
        this.store = new UserStore(cipher);
        this.realms = realms;
    }

    /** Makes an account. */
    public UserResult add(NewUser user) {
        return addAll(List.of(user));
    }

    /** Makes all these accounts, or none when one of them cannot be made; the result is about the first such one. */
    public UserResult addAll(List<NewUser> newUsers) {
        for (NewUser user : newUsers) {
            Optional<String> problem = UserRules.check(user);
            if (problem.isPresent()) {
                return new UserResult.Invalid(problem.get());
            }
        }
        return change(connection -> {
            for (NewUser user : newUsers) {
                Optional<String> taken = taken(connection, user);
                if (taken.isPresent()) {
                    connection.rollback();
                    return new UserResult.AlreadyExists(taken.get());
                }
                store.insert(connection, user);
                store.setPassword(connection, user.name(), user.password(), realms.get());
            }
            return new UserResult.Done();
        });
    }

    private Optional<String> taken(Connection connection, NewUser user) throws SQLException {
        if (store.exists(connection, user.name())) {
            return Optional.of("user " + user.name() + " exists already");
        }
        if (store.isTaken(connection, user.name())) {
            return Optional.of("number " + user.name().username() + " leads to another user already");
        }
        for (String alias : user.aliases()) {
            if (store.isTaken(connection, new DirectoryName(alias, user.name().domain()))) {
                return Optional.of("number " + alias + " leads to another user already");
            }
        }
        return Optional.empty();
    }

    /** Gives an account a new password. */
    public UserResult setPassword(DirectoryName name, String password) {
        Optional<String> problem = UserRules.checkPassword(name.username(), password);
        if (problem.isPresent()) {
            return new UserResult.Invalid(problem.get());
        }
        return change(connection -> {
            if (!store.exists(connection, name)) {
                return notFound(name);
            }
            store.setPassword(connection, name, password, realms.get());
            return new UserResult.Done();
        });
    }

    /** Removes an account, its credentials and its aliases. Bindings end when they expire. */
    public UserResult remove(DirectoryName name) {
        return change(connection -> store.delete(connection, name) ? new UserResult.Done() : notFound(name));
    }

    /** All accounts, by domain and name. */
    public List<User> list() {
        try {
            return directory.database().with(store::list);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private UserResult change(Database.Work<UserResult> work) {
        try {
            UserResult result = directory.database().inTransaction(work);
            if (result instanceof UserResult.Done) {
                directory.load();
            }
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static UserResult notFound(DirectoryName name) {
        return new UserResult.NotFound("there is no user " + name);
    }

    private DatabaseException failed(Exception e) {
        return new DatabaseException(
                "the users of " + directory.database().url() + " could not be read or changed: "
                        + SqlMessages.firstLine(e),
                e);
    }
}
