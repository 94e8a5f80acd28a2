package org.breakwater.pbx.lists;

/** How users are called. Any thread. */
public interface Names {

    /** One spelling for all URIs of somebody. */
    String entity(String uri);

    /** The same for somebody who is ours; null for others. */
    String oursOrNull(String uri);

    /** Somebody of ours, in the one spelling, as a URI at the host of another URI. */
    String like(String entity, String uri);
}
