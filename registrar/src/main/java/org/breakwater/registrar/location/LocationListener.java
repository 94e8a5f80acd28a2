package org.breakwater.registrar.location;

/** Hears of changes, after they happened, on the thread that made them; must be quick and must not block. */
public interface LocationListener {

    /** A binding is new. */
    default void inserted(String aor, Binding binding) {}

    /** A binding was registered again. */
    default void updated(String aor, Binding binding) {}

    /** A binding was taken away by its phone or an administrator. */
    default void deleted(String aor, Binding binding) {}

    /**
     * A binding went because of what another server did: it was taken away there, or a newer one of the same phone stands
     * in its place. May come from a thread of the cluster.
     */
    default void departed(String aor, Binding binding) {}

    /** The server that took a binding died, perhaps before it told its own listeners. */
    default void orphaned(String aor, Binding binding) {}

    /** A binding lapsed. */
    default void expired(String aor, Binding binding) {}
}
