package org.breakwater.presence.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/**
 * Changes of nodes (RFC 4825 §8.2, §8.4). A change is made only when a GET of the same URI would then give what was put,
 * or nothing after DELETE.
 */
final class NodeChange {

    private final XmlNode.Element root;
    private final XcapUri uri;
    private final NodeSelector selector;
    private final Function<XmlNode.Element, Optional<Conflict>> check;

    /** How it went. */
    sealed interface Outcome {

        /** The document is to be this one. */
        record Changed(XmlNode.Element root, boolean created) implements Outcome {}

        /** It cannot be made. */
        record Refused(Conflict conflict) implements Outcome {}

        /** There is no such node. */
        record Missing() implements Outcome {}
    }

    /**
     * @param check what is wrong with a changed document
     */
    NodeChange(
            XmlNode.Element root,
            XcapUri uri,
            NodeSelector selector,
            Function<XmlNode.Element, Optional<Conflict>> check) {
        this.root = root;
        this.uri = uri;
        this.selector = selector;
        this.check = check;
    }

    Outcome putElement(String body) {
        List<List<Integer>> found = selector.find(root);
        if (found.size() > 1) {
            return refused(
                    Conflict.Kind.CANNOT_INSERT,
                    "the node selector selects " + found.size() + " elements; name one by position or attribute");
        }
        int steps = selector.steps().size();
        List<List<Integer>> parents = selector.find(root, steps - 1);
        if (steps > 1 && parents.size() != 1) {
            return noParent();
        }
        XmlNode.Element added;
        try {
            added = XmlTree.readFragment(
                    body,
                    steps == 1 ? Map.of() : XmlTree.bindings(Edit.line(root, parents.get(0))),
                    XmlLimits.FROM_PHONES);
        } catch (DocumentException e) {
            return refused(Conflict.Kind.NOT_XML_FRAG, e.getMessage());
        }
        NodeSelector.Step last = selector.steps().get(steps - 1);
        if (!last.isNamed(added) || !last.hasAttribute(added)) {
            return refused(
                    Conflict.Kind.CANNOT_INSERT,
                    "<" + added.name()
                            + "> is not what the node selector names; give both the same name, namespace and attribute");
        }
        if (found.size() == 1) {
            XmlNode.Element changed = found.get(0).isEmpty() ? added : Edit.replace(root, found.get(0), added);
            return checked(changed, found.get(0), false);
        }
        return steps == 1
                ? refused(Conflict.Kind.CANNOT_INSERT, "a document has one root; put another document")
                : insert(parents.get(0), last, added);
    }

    /** The last place that fits by the node selector, or the first that fits by the document's rules, too. */
    private Outcome insert(List<Integer> parent, NodeSelector.Step step, XmlNode.Element added) {
        Outcome first = refused(
                Conflict.Kind.CANNOT_INSERT,
                "there are fewer than " + (step.position() - 1) + " elements of that name; put those before it first");
        boolean tried = false;
        for (int index : places(Edit.at(root, parent), step, added)) {
            List<Integer> path = new ArrayList<>(parent);
            path.add(index);
            Outcome outcome = checked(Edit.insert(root, parent, index, added), path, true);
            if (outcome instanceof Outcome.Changed) {
                return outcome;
            }
            first = tried ? first : outcome;
            tried = true;
        }
        return first;
    }

    private static List<Integer> places(XmlNode.Element parent, NodeSelector.Step step, XmlNode.Element added) {
        List<XmlNode> children = parent.children();
        List<Integer> named = new ArrayList<>(); // counts for a position
        List<Integer> same = new ArrayList<>();
        int afterLast = 0;
        int first = -1;
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof XmlNode.Element element) {
                first = first < 0 ? i : first;
                afterLast = i + 1;
                if (step.isNamed(element)) {
                    named.add(i);
                }
                if (element.is(added.namespace(), added.name())) {
                    same.add(i);
                }
            }
        }
        if (step.position() > 0) {
            if (step.position() - 1 > named.size()) {
                return List.of();
            }
            if (step.position() > 1) {
                return List.of(named.get(step.position() - 2) + 1);
            }
            return named.isEmpty() ? List.of(afterLast, Math.max(0, first)) : List.of(named.get(0));
        }
        int usual = same.isEmpty() ? afterLast : same.get(same.size() - 1) + 1;
        return List.of(usual, afterLast, Math.max(0, first));
    }

    private Outcome checked(XmlNode.Element changed, List<Integer> path, boolean created) {
        if (!selector.find(changed).equals(List.of(path))) {
            return refused(
                    Conflict.Kind.CANNOT_INSERT,
                    "the node selector would not select what was put; put it where it says");
        }
        return valid(changed, created);
    }

    private Outcome valid(XmlNode.Element changed, boolean created) {
        Optional<Conflict> wrong = check.apply(changed);
        return wrong.isPresent() ? new Outcome.Refused(wrong.get()) : new Outcome.Changed(changed, created);
    }

    Outcome deleteElement() {
        List<List<Integer>> found = selector.find(root);
        if (found.size() != 1) {
            return new Outcome.Missing();
        }
        if (found.get(0).isEmpty()) {
            return refused(Conflict.Kind.CANNOT_DELETE, "a document has a root; delete the document");
        }
        XmlNode.Element changed = Edit.remove(root, found.get(0));
        if (!selector.find(changed).isEmpty()) {
            return refused(
                    Conflict.Kind.CANNOT_DELETE,
                    "the node selector would select the next element; name it by an attribute, too");
        }
        return valid(changed, false);
    }

    Outcome putAttribute(NodeSelector.Name name, String body) {
        List<List<Integer>> found = selector.find(root);
        if (found.size() != 1) {
            return noParent();
        }
        String value;
        try {
            value = XmlTree.attributeValue(body);
        } catch (DocumentException e) {
            return refused(Conflict.Kind.NOT_XML_ATT_VALUE, e.getMessage());
        }
        List<Integer> path = found.get(0);
        boolean created = Edit.at(root, path).attribute(name.namespace(), name.local()) == null;
        String prefix = name.namespace().isEmpty() ? "" : prefix(path, name.namespace());
        if (prefix == null) {
            return refused(
                    Conflict.Kind.CANNOT_INSERT,
                    "no prefix is declared there for \"" + name.namespace() + "\"; put the element with xmlns");
        }
        XmlNode.Attribute attribute = new XmlNode.Attribute(prefix, name.namespace(), name.local(), value);
        return checked(Edit.setAttribute(root, path, attribute), path, created);
    }

    private String prefix(List<Integer> path, String namespace) {
        for (var binding : XmlTree.bindings(Edit.line(root, path)).entrySet()) {
            if (binding.getValue().equals(namespace) && !binding.getKey().isEmpty()) {
                return binding.getKey();
            }
        }
        return namespace.equals("http://www.w3.org/XML/1998/namespace") ? "xml" : null;
    }

    Outcome deleteAttribute(NodeSelector.Name name) {
        List<List<Integer>> found = selector.find(root);
        if (found.size() != 1 || Edit.at(root, found.get(0)).attribute(name.namespace(), name.local()) == null) {
            return new Outcome.Missing();
        }
        return valid(Edit.removeAttribute(root, found.get(0), name), false);
    }

    private Outcome noParent() {
        int there = selector.steps().size() - 1;
        while (there > 0 && selector.find(root, there).size() != 1) {
            there--;
        }
        String ancestor = uri.key().path()
                + (there == 0
                        ? ""
                        : "/~~/"
                                + uri.selector()
                                        .substring(
                                                0,
                                                selector.steps().get(there - 1).end()));
        return new Outcome.Refused(new Conflict(
                Conflict.Kind.NO_PARENT,
                "what it would be in does not exist, or the node selector selects several; put that first",
                List.of(XcapUri.escape(ancestor))));
    }

    private static Outcome refused(Conflict.Kind kind, String phrase) {
        return new Outcome.Refused(Conflict.of(kind, phrase));
    }
}
