package org.breakwater.platform.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.breakwater.platform.text.NearestName;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads keys of one mapping with their types and collects what is wrong instead of stopping at the first. Whoever reads
 * must ask for every key that may be there and then call {@link #finish()}. Sections of other modules are read through
 * {@link YamlFile}.
 */
public final class YamlSection {

    private final String file;
    private final String path;
    private final List<ConfigException.Problem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** {@code nodeOrNull} is null for a section that is not there: every key has its default then. */
    YamlSection(String file, String path, Node nodeOrNull, List<ConfigException.Problem> problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        if (nodeOrNull instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else if (nodeOrNull != null && !isNothing(nodeOrNull)) {
            report(lineOf(nodeOrNull), "", "must be a section of \"key: value\" lines");
        }
    }

    /** True when the section has at least one key. */
    public boolean isPresent() {
        return !values.isEmpty();
    }

    /** A single value as it is written. */
    public Optional<String> text(String key) {
        return value(key).flatMap(node -> scalar(key, node));
    }

    /** A whole number; out of range is a problem. */
    public int integer(String key, int otherwise, int min, int max) {
        return parsed(key, otherwise, text -> {
            String wanted = "\"" + text + "\" is not a whole number from " + min + " to " + max;
            if (!text.matches("-?[0-9]{1,10}")) {
                throw new IllegalArgumentException(wanted);
            }
            long number = Long.parseLong(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException(wanted);
            }
            return (int) number;
        });
    }

    /** {@code true} or {@code false}; anything else is a problem. */
    public boolean flag(String key, boolean otherwise) {
        return parsed(key, otherwise, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
            }
            return text.equals("true");
        });
    }

    /** A value that {@code parse} understands or refuses with an {@link IllegalArgumentException}. */
    public <T> T parsed(String key, T otherwise, Function<String, T> parse) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return parse(lines.get(key), key, text.get(), parse).orElse(otherwise);
    }

    /** A list; a single value counts as a list of one. */
    public <T> List<T> list(String key, List<T> otherwise, Function<String, T> parse) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return otherwise;
        }
        List<Node> elements = node.get() instanceof SequenceNode sequence ? sequence.getValue() : List.of(node.get());
        List<T> result = new ArrayList<>();
        for (Node element : elements) {
            scalar(key, element)
                    .flatMap(text -> parse(lineOf(element), key, text, parse))
                    .ifPresent(result::add);
        }
        return result;
    }

    /** A section of free names; a name without a value gets an empty one. */
    public Map<String, String> map(String key) {
        Map<String, String> result = new LinkedHashMap<>();
        YamlSection section = section(key);
        for (Map.Entry<String, Node> entry : section.values.entrySet()) {
            section.known.add(entry.getKey());
            if (isNothing(entry.getValue())) {
                result.put(entry.getKey(), "");
            } else {
                section.scalar(entry.getKey(), entry.getValue()).ifPresent(text -> result.put(entry.getKey(), text));
            }
        }
        return result;
    }

    /** The section below a key; an empty one when it is not there. */
    public YamlSection section(String key) {
        known.add(key);
        return new YamlSection(file, pathOf(key), values.get(key), problems);
    }

    /** A list of sections, {@code - name: …}; each must be {@linkplain #finish() finished} by the caller. */
    public List<YamlSection> sections(String key) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode sequence)) {
            report(lineOf(node.get()), key, "must be a list, each element starting with \"- \"");
            return List.of();
        }
        List<YamlSection> result = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            result.add(new YamlSection(file, pathOf(key) + "[" + result.size() + "]", element, problems));
        }
        return result;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Adds a problem with a key that is, or should be, here. */
    public void report(String key, String message) {
        known.add(key);
        report(lines.getOrDefault(key, 0), key, message);
    }

    /** Reports the keys nobody asked for. */
    public void finish() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                String guess = NearestName.of(key, known)
                        .map(name -> "did you mean \"" + name + "\"?")
                        .orElse("known here: " + String.join(", ", known));
                report(lines.get(key), key, "unknown key; " + guess);
            }
        }
    }

    private void take(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.put(key, tuple.getValueNode()) != null) {
            report(lineOf(tuple.getKeyNode()), key, "is written twice");
        }
        lines.put(key, lineOf(tuple.getKeyNode()));
    }

    private Optional<Node> value(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).filter(node -> !isNothing(node));
    }

    private Optional<String> scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        report(lineOf(node), key, "must be a single value");
        return Optional.empty();
    }

    private <T> Optional<T> parse(int line, String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            report(line, key, e.getMessage());
            return Optional.empty();
        }
    }

    private void report(int line, String key, String message) {
        String full = path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
        problems.add(new ConfigException.Problem(file, line, full, message));
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().matches("|~|null");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
