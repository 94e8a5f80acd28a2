package org.breakwater.script.run;

/**
 * Names something a module attaches to a context or a transaction. Keys are compared by identity; a module makes its
 * own as constants.
 *
 * @param <T> type of what is attached
 */
public final class ContextKey<T> {

    private final String name;

    /** A new key; the name is for people. */
    public ContextKey(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
