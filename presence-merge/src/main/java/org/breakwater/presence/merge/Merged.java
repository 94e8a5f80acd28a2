package org.breakwater.presence.merge;

import org.breakwater.presence.document.pidf.Presence;

/** What watchers see, and why. */
public record Merged(Presence presence, Decision decision) {}
