package org.breakwater.pbx.feature;

/** How users are named. */
public interface UserSpelling {

    /** The user a URI or a bare name means, as in the table of registrations: {@code 1001}, {@code 1001@other.example}. */
    String key(String uriOrName);

    /** The same user, or any dialled name, as watchers subscribe to it. */
    String entity(String key);
}
