package org.breakwater.presence.xcap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.presence.xml.XmlNode;

/**
 * The part of a schema that people get wrong: which elements are where and how often, which attributes they have. Elements
 * and attributes of other namespaces may be anywhere and are not looked at.
 */
final class Shape {

    private final String namespace;
    private final Map<String, Rule> rules = new HashMap<>();

    /**
     * What an element is like.
     *
     * @param required attributes
     * @param optional attributes
     * @param once children that may be there once; the first of them before all others
     * @param many children that may be there any number of times
     */
    private record Rule(Set<String> required, Set<String> optional, List<String> once, Set<String> many) {}

    Shape(String namespace) {
        this.namespace = namespace;
    }

    Shape element(String name, Set<String> required, Set<String> optional, List<String> once, Set<String> many) {
        rules.put(name, new Rule(required, optional, once, many));
        return this;
    }

    /** An element with characters only. */
    Shape text(String name) {
        return element(name, Set.of(), Set.of(), List.of(), Set.of());
    }

    /** What is wrong with a document whose root must have that name. */
    Optional<Conflict> check(XmlNode.Element root, String name) {
        if (!root.is(namespace, name)) {
            return Optional.of(Conflict.schema("the root is <" + root.name() + "> in \"" + root.namespace()
                    + "\"; it must be <" + name + " xmlns=\"" + namespace + "\">"));
        }
        return check(root);
    }

    /** What is wrong with an element and those in it. */
    Optional<Conflict> check(XmlNode.Element element) {
        Rule rule = rules.get(element.name());
        if (rule == null) {
            return Optional.of(Conflict.schema("<" + element.name() + "> may not be here"));
        }
        Optional<Conflict> wrong = attributes(element, rule);
        if (wrong.isPresent()) {
            return wrong;
        }
        Set<String> seen = new HashSet<>();
        for (XmlNode.Element child : element.elements()) {
            if (!child.namespace().equals(namespace)) {
                seen.add("another namespace");
                continue;
            }
            wrong = child(element, child, rule, seen);
            if (wrong.isPresent()) {
                return wrong;
            }
            seen.add(child.name());
        }
        return Optional.empty();
    }

    private static Optional<Conflict> attributes(XmlNode.Element element, Rule rule) {
        for (String required : rule.required()) {
            if (element.attribute(required).isBlank()) {
                return Optional.of(Conflict.schema("<" + element.name() + "> has no attribute " + required));
            }
        }
        for (XmlNode.Attribute attribute : element.attributes()) {
            boolean known = rule.required().contains(attribute.name())
                    || rule.optional().contains(attribute.name());
            if (attribute.namespace().isEmpty() && !known) {
                return Optional.of(
                        Conflict.schema("<" + element.name() + "> may not have the attribute " + attribute.name()));
            }
        }
        return Optional.empty();
    }

    private Optional<Conflict> child(XmlNode.Element element, XmlNode.Element child, Rule rule, Set<String> seen) {
        String name = child.name();
        if (!rule.once().contains(name) && !rule.many().contains(name)) {
            return Optional.of(Conflict.schema("<" + name + "> may not be in <" + element.name() + ">"));
        }
        if (rule.once().contains(name) && seen.contains(name)) {
            return Optional.of(Conflict.schema("<" + element.name() + "> has more than one <" + name + ">"));
        }
        if (!rule.once().isEmpty() && rule.once().get(0).equals(name) && !seen.isEmpty()) {
            return Optional.of(Conflict.schema("<" + name + "> comes first in <" + element.name() + ">"));
        }
        return check(child);
    }
}
