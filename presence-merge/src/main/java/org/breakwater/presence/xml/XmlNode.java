package org.breakwater.presence.xml;

import java.util.List;

/** What a document that will be changed and written again is made of; nothing within its root is lost. */
public sealed interface XmlNode {

    /** Characters, with references resolved. */
    record Text(String text) implements XmlNode {}

    /** What is between {@code <!--} and {@code -->}. */
    record Comment(String text) implements XmlNode {}

    /**
     * A processing instruction.
     *
     * @param data empty without
     */
    record Instruction(String target, String data) implements XmlNode {}

    /**
     * A prefix declared.
     *
     * @param prefix empty for the default namespace
     * @param namespace empty to undo the default namespace
     */
    record Declaration(String prefix, String namespace) {}

    /**
     * An attribute.
     *
     * @param prefix empty without
     * @param namespace empty without a prefix
     */
    record Attribute(String prefix, String namespace, String name, String value) {

        /** As it is written. */
        public String qualified() {
            return prefix.isEmpty() ? name : prefix + ":" + name;
        }
    }

    /**
     * An element.
     *
     * @param prefix as it was written, empty without
     * @param declarations made by it, in order
     */
    record Element(
            String prefix,
            String namespace,
            String name,
            List<Declaration> declarations,
            List<Attribute> attributes,
            List<XmlNode> children)
            implements XmlNode {

        /** Copies the lists. */
        public Element {
            declarations = List.copyOf(declarations);
            attributes = List.copyOf(attributes);
            children = List.copyOf(children);
        }

        /** As it is written. */
        public String qualified() {
            return prefix.isEmpty() ? name : prefix + ":" + name;
        }

        /** The same with other children. */
        public Element with(List<XmlNode> others) {
            return new Element(prefix, namespace, name, declarations, attributes, others);
        }

        /** The same with other attributes. */
        public Element having(List<Attribute> others) {
            return new Element(prefix, namespace, name, declarations, others, children);
        }

        /** Those of its children that are elements. */
        public List<Element> elements() {
            return children.stream()
                    .filter(Element.class::isInstance)
                    .map(Element.class::cast)
                    .toList();
        }

        /** The value of an attribute, null when there is none. */
        public String attribute(String attributeNamespace, String attributeName) {
            for (Attribute attribute : attributes) {
                if (attribute.name().equals(attributeName)
                        && attribute.namespace().equals(attributeNamespace)) {
                    return attribute.value();
                }
            }
            return null;
        }

        /** The value of an attribute without a namespace, empty when there is none. */
        public String attribute(String attributeName) {
            String value = attribute("", attributeName);
            return value == null ? "" : value;
        }

        /** Its own characters, joined, without white space around. */
        public String text() {
            StringBuilder text = new StringBuilder();
            for (XmlNode child : children) {
                if (child instanceof Text piece) {
                    text.append(piece.text());
                }
            }
            return text.toString().strip();
        }

        /** Whether it is that element. */
        public boolean is(String wantedNamespace, String wantedName) {
            return name.equals(wantedName) && namespace.equals(wantedNamespace);
        }
    }
}
