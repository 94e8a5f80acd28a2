package org.breakwater.presence.xml;

import java.util.List;
import java.util.Map;

/**
 * An element that was read.
 *
 * @param namespace empty when it has none
 * @param name without prefix
 * @param attributes by name; those of other namespaces are left out, except {@code xml:lang}
 * @param children in document order
 * @param text its own text, joined, without white space around
 */
public record XmlElement(
        String namespace, String name, Map<String, String> attributes, List<XmlElement> children, String text) {

    /** Copies the collections. */
    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Whether it is that element. One without a namespace counts: some phones leave the declaration out. */
    public boolean is(String wantedNamespace, String wantedName) {
        return name.equals(wantedName) && (namespace.isEmpty() || namespace.equals(wantedNamespace));
    }

    /** The attribute's value, empty when there is none. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The first child of that name, or null. */
    public XmlElement first(String wantedNamespace, String wantedName) {
        for (XmlElement child : children) {
            if (child.is(wantedNamespace, wantedName)) {
                return child;
            }
        }
        return null;
    }

    /** All children of that name. */
    public List<XmlElement> all(String wantedNamespace, String wantedName) {
        return children.stream()
                .filter(child -> child.is(wantedNamespace, wantedName))
                .toList();
    }

    /** The text of the first child of that name, empty when there is none. */
    public String textOf(String wantedNamespace, String wantedName) {
        XmlElement child = first(wantedNamespace, wantedName);
        return child == null ? "" : child.text();
    }

    /** An attribute as a whole number of 0 to 2^53; {@code otherwise} when it is absent or something else. */
    public long number(String attribute, long otherwise) {
        return number(attribute(attribute), otherwise, 1L << 53);
    }

    /** A text as a whole number of 0 to {@code max}; {@code otherwise} when it is something else. */
    public static long number(String text, long otherwise, long max) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 17 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        long value = Long.parseLong(digits);
        return value > max ? otherwise : value;
    }
}
