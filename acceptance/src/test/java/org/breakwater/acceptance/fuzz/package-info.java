/**
 * Coverage-guided fuzzing with Jazzer, a class per target. In a normal test run each target sees its seeds once; with
 * {@code JAZZER_FUZZ=1} in the environment it is fuzzed, for 60 seconds or {@code JAZZER_MAX_DURATION}. A finding is an
 * exception that is not announced, or an input that takes longer than 50 ms.
 */
package org.breakwater.acceptance.fuzz;
