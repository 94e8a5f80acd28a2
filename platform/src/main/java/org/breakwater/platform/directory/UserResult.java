package org.breakwater.platform.directory;

/** How a change to an account went. */
public sealed interface UserResult {

    /** The change is stored and served. */
    record Done() implements UserResult {}

    /**
     * The input is not acceptable; nothing was changed.
     *
     * @param message a sentence for the user
     */
    record Invalid(String message) implements UserResult {}

    /**
     * There is such an account, or such a number, already; nothing was changed.
     *
     * @param message a sentence for the user
     */
    record AlreadyExists(String message) implements UserResult {}

    /**
     * There is no such account.
     *
     * @param message a sentence for the user
     */
    record NotFound(String message) implements UserResult {}
}
