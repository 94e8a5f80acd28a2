package org.breakwater.platform.directory;

import java.util.List;
import java.util.Optional;

/**
 * An account to be made.
 *
 * @param name user and domain
 * @param password in clear; kept nowhere
 * @param displayName may be empty
 * @param aliases further numbers in the same domain that lead to the user
 * @param site the branch the user's phones are in; empty for none with a LifeGUARD
 */
public record NewUser(
        DirectoryName name, String password, String displayName, List<String> aliases, Optional<String> site) {

    /** Copies the list. */
    public NewUser {
        aliases = List.copyOf(aliases);
    }

    /** Of no branch. */
    public NewUser(DirectoryName name, String password, String displayName, List<String> aliases) {
        this(name, password, displayName, aliases, Optional.empty());
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "NewUser[" + name + "]";
    }
}
