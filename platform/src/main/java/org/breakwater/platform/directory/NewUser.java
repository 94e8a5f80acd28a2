package org.breakwater.platform.directory;

import java.util.List;

/**
 * An account to be made.
 *
 * @param name user and domain
 * @param password in clear; kept nowhere
 * @param displayName may be empty
 * @param aliases further numbers in the same domain that lead to the user
 */
public record NewUser(DirectoryName name, String password, String displayName, List<String> aliases) {

    /** Copies the list. */
    public NewUser {
        aliases = List.copyOf(aliases);
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "NewUser[" + name + "]";
    }
}
