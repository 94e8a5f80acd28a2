package org.breakwater.presence.rls;

/**
 * Where the subscription to one member of a list is, as far as the list's subscriber is concerned.
 *
 * @param <T> the truth about a member
 */
public sealed interface Standing<T> {

    /** Seen. */
    record Known<T>(T truth) implements Standing<T> {}

    /** Its owner has not said yet whether it may be seen. */
    record Pending<T>() implements Standing<T> {}

    /**
     * Not seen.
     *
     * @param reason of RFC 6665 §4.1.3: {@code noresource}, {@code rejected}, …
     */
    record Gone<T>(String reason) implements Standing<T> {}

    /** A list within the list (RFC 4662 §4.8). */
    record Nested<T>(ListTruth<T> list) implements Standing<T> {}
}
