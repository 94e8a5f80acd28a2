package org.breakwater.script.module.auth;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.digest.Ha1Set;

/** Where the hash of a password comes from. Must not block. */
@FunctionalInterface
public interface Ha1Source {

    /** The hashes of the user the credentials name, or null when there is no such user. */
    Ha1Set find(ScriptContext ctx, DigestCredentials credentials);
}
