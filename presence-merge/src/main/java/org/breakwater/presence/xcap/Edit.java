package org.breakwater.presence.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.breakwater.presence.xml.XmlNode;

/** Changes of a document: each gives another document and leaves all but one element as it was. */
final class Edit {

    private Edit() {}

    /** The element at a path. */
    static XmlNode.Element at(XmlNode.Element root, List<Integer> path) {
        XmlNode.Element element = root;
        for (int index : path) {
            element = (XmlNode.Element) element.children().get(index);
        }
        return element;
    }

    /** The elements from the root to that at a path. */
    static List<XmlNode.Element> line(XmlNode.Element root, List<Integer> path) {
        List<XmlNode.Element> line = new ArrayList<>(List.of(root));
        for (int i = 1; i <= path.size(); i++) {
            line.add(at(root, path.subList(0, i)));
        }
        return line;
    }

    static XmlNode.Element replace(XmlNode.Element root, List<Integer> path, XmlNode.Element by) {
        return change(root, path, old -> by);
    }

    /** Puts an element before the child with that index, or at the end. */
    static XmlNode.Element insert(XmlNode.Element root, List<Integer> parent, int index, XmlNode.Element added) {
        return change(root, parent, element -> {
            List<XmlNode> children = new ArrayList<>(element.children());
            children.add(index, added);
            return element.with(children);
        });
    }

    static XmlNode.Element remove(XmlNode.Element root, List<Integer> path) {
        List<Integer> parent = path.subList(0, path.size() - 1);
        return change(root, parent, element -> {
            List<XmlNode> children = new ArrayList<>(element.children());
            int index = path.get(path.size() - 1);
            children.remove(index);
            boolean between = index > 0
                    && index < children.size()
                    && children.get(index - 1) instanceof XmlNode.Text
                    && children.get(index) instanceof XmlNode.Text;
            if (between) {
                XmlNode.Text after = (XmlNode.Text) children.remove(index);
                XmlNode.Text before = (XmlNode.Text) children.get(index - 1);
                boolean blank = before.text().isBlank();
                children.set(index - 1, blank ? after : new XmlNode.Text(before.text() + after.text()));
            }
            return element.with(children);
        });
    }

    static XmlNode.Element setAttribute(XmlNode.Element root, List<Integer> path, XmlNode.Attribute attribute) {
        return change(root, path, element -> {
            List<XmlNode.Attribute> attributes = new ArrayList<>();
            boolean replaced = false;
            for (XmlNode.Attribute had : element.attributes()) {
                boolean same =
                        had.name().equals(attribute.name()) && had.namespace().equals(attribute.namespace());
                attributes.add(
                        same
                                ? new XmlNode.Attribute(had.prefix(), had.namespace(), had.name(), attribute.value())
                                : had);
                replaced |= same;
            }
            if (!replaced) {
                attributes.add(attribute);
            }
            return element.having(attributes);
        });
    }

    static XmlNode.Element removeAttribute(XmlNode.Element root, List<Integer> path, NodeSelector.Name name) {
        return change(
                root,
                path,
                element -> element.having(element.attributes().stream()
                        .filter(a ->
                                !a.name().equals(name.local()) || !a.namespace().equals(name.namespace()))
                        .toList()));
    }

    private static XmlNode.Element change(
            XmlNode.Element element, List<Integer> path, UnaryOperator<XmlNode.Element> change) {
        if (path.isEmpty()) {
            return change.apply(element);
        }
        int index = path.get(0);
        List<XmlNode> children = new ArrayList<>(element.children());
        children.set(index, change((XmlNode.Element) children.get(index), path.subList(1, path.size()), change));
        return element.with(children);
    }
}
