package org.breakwater.script.module.auth;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.digest.Ha1Set;

/** Where the hash of a password comes from. Must not block. */
@FunctionalInterface
public interface Ha1Source {

    /** The hashes of the user the credentials name, or null when there is no such user. */
    Ha1Set find(ScriptContext ctx, DigestCredentials credentials);

    /** The account whose password the credentials are about: the user, without a domain if there is one. */
    default String account(DigestCredentials credentials) {
        return user(credentials);
    }

    /** The user name without a domain. */
    static String user(DigestCredentials credentials) {
        String username = credentials.username();
        int at = username.indexOf('@');
        return at < 0 ? username : username.substring(0, at);
    }
}
