/**
 * Coverage-guided fuzzing with Jazzer of what the network may send. A normal test run sees the seeds once ({@code
 * PacketSeedsTest}); {@code -Dgroups=fuzz -DexcludedGroups=} with {@code JAZZER_FUZZ=1} in the environment fuzzes.
 */
package org.breakwater.dns.fuzz;
