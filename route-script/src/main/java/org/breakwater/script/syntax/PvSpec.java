package org.breakwater.script.syntax;

import java.util.List;

/**
 * A pseudo-variable taken apart: {@code $name}, {@code $name(inner)} or {@code $(name(inner)[index]{tr}{tr,…})}.
 * Whether the name exists and what the inner name means is decided by the compiler.
 *
 * @param text the whole token, beginning with {@code $}
 * @param name class name, for instance {@code ru}, {@code hdr}, {@code avp}; {@code $} for {@code $$}
 * @param inner what stands between the parentheses, null when there are none
 * @param index {@code [index]}; {@link NoIndex} when absent
 * @param transformations in the order they are applied
 */
public record PvSpec(String text, String name, Inner inner, Index index, List<Transformation> transformations) {

    /** Copies the transformations. */
    public PvSpec {
        transformations = List.copyOf(transformations);
    }

    /**
     * The inner name.
     *
     * @param text as written, outer blanks kept
     * @param format the same cut into literal text and nested pseudo-variables; null if the text is not a valid format
     *     string (some classes, for instance {@code $timef(%a $)}, need only the text)
     */
    public record Inner(String text, FormatString format) {

        /** True if no pseudo-variable occurs inside, so the name is known at load. */
        public boolean isConstant() {
            return format == null || format.isConstant();
        }

        /** The nested pseudo-variable if the inner name is exactly one, else null. */
        public PvSpec variable() {
            return format == null ? null : format.singleVariable();
        }
    }

    /** What stands in the brackets. */
    public sealed interface Index {}

    /** No brackets: the first or only value. */
    public record NoIndex() implements Index {}

    /** {@code [n]}; negative numbers count from the end. */
    public record NumberIndex(int value) implements Index {}

    /** {@code [*]}: all values. */
    public record AllIndex() implements Index {}

    /** {@code [+]}: the next value, for classes that iterate. */
    public record NextIndex() implements Index {}

    /** {@code [$pv]}: computed for each use. */
    public record VariableIndex(PvSpec variable) implements Index {}

    /**
     * One transformation.
     *
     * @param text as written without braces: {@code s.substr,0,3}
     * @param className before the dot, for instance {@code s}, {@code uri}, {@code re}
     * @param name after the dot, for instance {@code substr}
     * @param arguments everything after the separator that follows the name, unparsed; null when there is none. Each
     *     class cuts it by its own rules ({@code {s.select,1,,}} selects by comma)
     */
    public record Transformation(String text, String className, String name, String arguments) {

        /** {@code class.name}. */
        public String qualifiedName() {
            return className + "." + name;
        }

        /** The arguments cut at every comma that is not inside a nested pseudo-variable; empty when there are none. */
        public List<String> argumentList() {
            return arguments == null ? List.of() : PvParser.splitArguments(arguments);
        }
    }

    /**
     * Parses text that is exactly one pseudo-variable.
     *
     * @throws PvSyntaxException if it is not; the offset counts characters of {@code text}
     */
    public static PvSpec parse(String text) throws PvSyntaxException {
        return PvParser.parseWhole(text);
    }

    /** True if the whole text is one pseudo-variable without parentheses, index or transformation. */
    public boolean isPlain() {
        return inner == null && index instanceof NoIndex && transformations.isEmpty();
    }

    /** The text as written. */
    @Override
    public String toString() {
        return text;
    }
}
