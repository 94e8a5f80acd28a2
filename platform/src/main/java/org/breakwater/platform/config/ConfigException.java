package org.breakwater.platform.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration file cannot be used. The message names file, line and key of everything that is wrong. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    /** Says everything that is wrong. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the file's order. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param file name of the file
     * @param line counted from 1; 0 when it concerns the whole file
     * @param key with its sections, {@code security.ban.failures}; may be empty
     * @param message what to do about it
     */
    public record Problem(String file, int line, String key, String message) {
        @Override
        public String toString() {
            return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
        }
    }
}
