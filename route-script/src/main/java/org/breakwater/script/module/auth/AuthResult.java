package org.breakwater.script.module.auth;

/** Return codes of the functions that check credentials. */
public enum AuthResult {
    OK(1),
    ERROR(-1),
    INVALID_PASSWORD(-2),
    /** Refused like a wrong password without regard to what it was: there are too many guesses at this account. */
    ACCOUNT_DELAYED(-2),
    USER_UNKNOWN(-3),
    STALE_NONCE(-4),
    NO_CREDENTIALS(-5),
    NONCE_REUSED(-6),
    USER_MISMATCH(-8);

    private final int code;

    AuthResult(int code) {
        this.code = code;
    }

    /** The code the script sees. */
    public int code() {
        return code;
    }
}
