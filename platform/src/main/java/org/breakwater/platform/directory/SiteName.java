package org.breakwater.platform.directory;

import java.util.Optional;

/** How branches may be called. */
public final class SiteName {

    private static final int LONGEST = 29;

    private SiteName() {}

    /** What is wrong with a name, as a sentence; empty when it can be one. */
    public static Optional<String> problem(String name) {
        return name.matches("[a-z0-9-]{1," + LONGEST + "}")
                ? Optional.empty()
                : Optional.of("\"" + UserRules.shown(name)
                        + "\" is not a name of lower-case letters, digits and hyphens, at most " + LONGEST
                        + " of them");
    }
}
