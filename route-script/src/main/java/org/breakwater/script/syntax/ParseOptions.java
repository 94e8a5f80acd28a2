package org.breakwater.script.syntax;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the command line and the environment add to a configuration.
 *
 * @param defines values of {@code -A}, each {@code NAME} or {@code NAME=VALUE}, in order
 * @param substdefs values of {@code --substdef}, each like the argument of {@code #!substdef}, in order
 * @param environment looks up an environment variable; null if it is not set
 */
public record ParseOptions(List<String> defines, List<String> substdefs, UnaryOperator<String> environment) {

    /** Copies the lists. */
    public ParseOptions {
        defines = List.copyOf(defines);
        substdefs = List.copyOf(substdefs);
    }

    /** Nothing defined, an empty environment. */
    public static ParseOptions none() {
        return new ParseOptions(List.of(), List.of(), name -> null);
    }

    /** Defines as by {@code -A}, an empty environment. */
    public static ParseOptions defining(String... defines) {
        return new ParseOptions(List.of(defines), List.of(), name -> null);
    }

    /** The same options with an environment. */
    public ParseOptions withEnvironment(Map<String, String> environment) {
        Map<String, String> copy = Map.copyOf(environment);
        return new ParseOptions(defines, substdefs, copy::get);
    }
}
