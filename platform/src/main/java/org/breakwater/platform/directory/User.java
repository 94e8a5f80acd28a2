package org.breakwater.platform.directory;

import java.util.List;

/**
 * An account as listings show it.
 *
 * @param name user and domain
 * @param displayName may be empty
 * @param aliases further numbers that lead to the user, as user or user@domain when the domain differs
 */
public record User(DirectoryName name, String displayName, List<String> aliases) {}
