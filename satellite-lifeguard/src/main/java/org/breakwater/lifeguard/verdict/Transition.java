package org.breakwater.lifeguard.verdict;

/**
 * A change of mind.
 *
 * @param atMillis on the clock the verdict is told
 * @param reason a sentence for the administrator
 */
public record Transition(VerdictState from, VerdictState to, long atMillis, String reason) {}
