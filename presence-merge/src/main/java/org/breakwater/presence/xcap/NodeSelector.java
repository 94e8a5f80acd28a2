package org.breakwater.presence.xcap;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.xml.XmlNode;

/**
 * Names an element, an attribute or the namespaces of an element (RFC 4825 §6.3): the part of XPath that has steps by name,
 * position and attribute, and nothing else.
 *
 * @param steps from the root, at least one
 */
public record NodeSelector(List<Step> steps, Terminal terminal) {

    /** Copies the steps. */
    public NodeSelector {
        steps = List.copyOf(steps);
    }

    /** What is wanted of the element. */
    public sealed interface Terminal {

        /** The element itself. */
        record Element() implements Terminal {}

        /** One of its attributes. */
        record Attribute(Name name) implements Terminal {}

        /** The prefixes that mean something there. */
        record Namespaces() implements Terminal {}
    }

    /** A name with its namespace. */
    public record Name(String namespace, String local) {}

    /**
     * A step to children.
     *
     * @param name null for any
     * @param position among those of that name, from 1; 0 when not said
     * @param attribute null when not said
     * @param value the attribute has
     * @param end where the step ends in what was written
     */
    public record Step(Name name, int position, Name attribute, String value, int end) {

        boolean isNamed(XmlNode.Element element) {
            return name == null || element.is(name.namespace(), name.local());
        }

        boolean hasAttribute(XmlNode.Element element) {
            return attribute == null || value.equals(element.attribute(attribute.namespace(), attribute.local()));
        }
    }

    /**
     * All elements that are selected, each as positions among the children of those around it, the root's own left out.
     */
    public List<List<Integer>> find(XmlNode.Element root) {
        return find(root, steps.size());
    }

    /** The same for the first so many steps. */
    List<List<Integer>> find(XmlNode.Element root, int count) {
        List<List<Integer>> found = new ArrayList<>();
        Step first = steps.get(0);
        if (count == 0 || !first.isNamed(root) || first.position() > 1 || !first.hasAttribute(root)) {
            return found;
        }
        found.add(List.of());
        for (Step step : steps.subList(1, count)) {
            List<List<Integer>> next = new ArrayList<>();
            for (List<Integer> path : found) {
                children(root, path, step, next);
            }
            found = next;
        }
        return found;
    }

    private static void children(XmlNode.Element root, List<Integer> path, Step step, List<List<Integer>> to) {
        List<XmlNode> children = Edit.at(root, path).children();
        int position = 0;
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof XmlNode.Element element && step.isNamed(element)) {
                position++;
                boolean here = step.position() == 0 || step.position() == position;
                if (here && step.hasAttribute(element)) {
                    List<Integer> found = new ArrayList<>(path);
                    found.add(i);
                    to.add(found);
                }
            }
        }
    }
}
