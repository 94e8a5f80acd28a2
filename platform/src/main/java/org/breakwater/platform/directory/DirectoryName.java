package org.breakwater.platform.directory;

/**
 * An address of record without its scheme.
 *
 * @param username compared letter by letter
 * @param domain host name or address, compared without case
 */
public record DirectoryName(String username, String domain) {

    @Override
    public String toString() {
        return username + "@" + domain;
    }
}
