package org.breakwater.platform.security;

/** Where security events go. Never blocks the caller. */
@FunctionalInterface
public interface SecurityLog {

    /** Records an event that happens now. */
    void record(SecurityEvent event);
}
