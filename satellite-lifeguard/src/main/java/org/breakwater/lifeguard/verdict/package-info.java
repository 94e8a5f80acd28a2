/**
 * Whether this branch is on its own. A state machine that is told what is seen and when, and says what it concludes and
 * why.
 *
 * <p>Pure: no clock, no thread, no network; {@link org.breakwater.lifeguard.verdict.Verdict} is for one thread at a time.
 * May call: the JDK only.
 */
package org.breakwater.lifeguard.verdict;
