package org.breakwater.presence.xcap;

/**
 * Which document.
 *
 * @param auid the application usage
 * @param user whose, as {@code sip:user@host} in one spelling; empty for the global tree
 * @param name path within the tree, {@code index}
 */
public record DocumentKey(String auid, String user, String name) {

    /** Whether it belongs to nobody. */
    public boolean isGlobal() {
        return user.isEmpty();
    }

    /** The path below the root, not escaped. */
    public String path() {
        return "/" + auid + (isGlobal() ? "/global/" : "/users/" + user + "/") + name;
    }

    /** The same as it stands in a URI. */
    public String escapedPath() {
        return XcapUri.escape(path());
    }
}
