package org.breakwater.registrar.sync;

import java.util.List;
import java.util.Map;
import org.breakwater.platform.directory.DirectoryName;

/**
 * What belongs to a branch.
 *
 * @param users by name
 * @param dids numbers of the site with their number in the public network
 * @param settings by name
 */
public record Site(String name, List<DirectoryName> users, Map<String, String> dids, Map<String, String> settings) {

    /** A site there is: something belongs to it. */
    public boolean exists() {
        return !users.isEmpty() || !dids.isEmpty() || !settings.isEmpty();
    }
}
