package org.breakwater.script.export;

/**
 * A module parameter.
 *
 * @param name as in {@code modparam}
 * @param kind the type a value must have
 * @param setter called for each {@code modparam}, in order; may be called many times
 */
public record ParameterExport(String name, Kind kind, Setter setter) {

    /** Types of parameters. */
    public enum Kind {
        INT,
        STRING
    }

    /** Takes a value: an Integer or a String according to the kind. */
    @FunctionalInterface
    public interface Setter {
        /**
         * Sets it.
         *
         * @throws FixupException when the value is out of range or malformed
         */
        void set(Object value) throws FixupException;
    }

    /** A string parameter. */
    public static ParameterExport string(String name, StringSetter setter) {
        return new ParameterExport(name, Kind.STRING, v -> setter.set((String) v));
    }

    /** An integer parameter. */
    public static ParameterExport integer(String name, IntSetter setter) {
        return new ParameterExport(name, Kind.INT, v -> setter.set((Integer) v));
    }

    /** An integer parameter that is known and has no effect here; the module's page says why. */
    public static ParameterExport ignoredInteger(String name) {
        return new ParameterExport(name, Kind.INT, v -> {});
    }

    /** A string parameter that is known and has no effect here; the module's page says why. */
    public static ParameterExport ignoredString(String name) {
        return new ParameterExport(name, Kind.STRING, v -> {});
    }

    /** Takes a string. */
    @FunctionalInterface
    public interface StringSetter {
        /**
         * Sets it.
         *
         * @throws FixupException when the value is malformed
         */
        void set(String value) throws FixupException;
    }

    /** Takes an integer. */
    @FunctionalInterface
    public interface IntSetter {
        /**
         * Sets it.
         *
         * @throws FixupException when the value is out of range
         */
        void set(int value) throws FixupException;
    }
}
