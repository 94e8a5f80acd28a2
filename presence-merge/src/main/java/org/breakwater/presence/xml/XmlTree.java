package org.breakwater.presence.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads and writes documents whole: prefixes, comments and white space are kept, so that a change of one element leaves the
 * others as they were. What stands before and after the root is not kept.
 */
public final class XmlTree {

    private final XMLStreamReader xml;
    private final XmlLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private XmlNode.Element root;

    private record Open(XmlNode.Element element, List<XmlNode> children) {}

    private XmlTree(XMLStreamReader xml, XmlLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    /**
     * The root of a document.
     *
     * @throws DocumentException when it is too large, not well-formed, or has a document type
     */
    public static XmlNode.Element read(String text, XmlLimits limits) throws DocumentException {
        return parse(text, limits);
    }

    /**
     * One element as it would stand within another.
     *
     * @param bindings prefixes declared there, the default namespace under the empty prefix
     * @throws DocumentException when it is not one well-formed element with nothing but white space around it
     */
    public static XmlNode.Element readFragment(String text, Map<String, String> bindings, XmlLimits limits)
            throws DocumentException {
        StringBuilder wrapped = new StringBuilder("<within");
        bindings.forEach((prefix, namespace) -> {
            if (!namespace.isEmpty()) {
                wrapped.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix).append("=\"");
                escape(wrapped, namespace, true);
                wrapped.append('"');
            }
        });
        wrapped.append('>').append(text).append("</within>");
        XmlLimits around = new XmlLimits(Integer.MAX_VALUE, limits.maxDepth() + 1, limits.maxElements() + 1);
        XmlNode.Element outer = parse(wrapped.toString(), around);
        XmlNode.Element only = null;
        for (XmlNode child : outer.children()) {
            if (child instanceof XmlNode.Element element && only == null) {
                only = element;
            } else if (!(child instanceof XmlNode.Text t) || !t.text().isBlank()) {
                throw new DocumentException("there is more than one element; send one and nothing around it");
            }
        }
        if (only == null) {
            throw new DocumentException("there is no element; send one");
        }
        return only;
    }

    private static XmlNode.Element parse(String text, XmlLimits limits) throws DocumentException {
        if (text.length() > limits.maxOctets()) {
            throw new DocumentException("the document has " + text.length() + " characters, more than "
                    + limits.maxOctets() + "; send a shorter one");
        }
        if (text.contains("<!DOCTYPE")) {
            throw new DocumentException("the document has a document type (DOCTYPE); leave it out");
        }
        try {
            return new XmlTree(XmlReader.stream(text), limits).document();
        } catch (XMLStreamException e) {
            throw XmlReader.malformed(e);
        } catch (RuntimeException e) {
            // The JDK's scanner answers some texts that are not XML with unchecked exceptions.
            throw new DocumentException("the document is not well-formed; send well-formed XML in UTF-8");
        }
    }

    private XmlNode.Element document() throws XMLStreamException, DocumentException {
        if ("1.1".equals(xml.getVersion())) { // it may hold characters that we could not write
            throw new DocumentException("the document is XML 1.1; send XML 1.0");
        }
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text(xml.getText());
                case XMLStreamConstants.COMMENT -> add(new XmlNode.Comment(xml.getText()));
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    add(new XmlNode.Instruction(xml.getPITarget(), xml.getPIData() == null ? "" : xml.getPIData()));
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new DocumentException(
                            "the entity &" + xml.getLocalName() + "; is not known; write the character itself");
                default -> {}
            }
        }
        if (root == null) {
            throw new DocumentException("the document has no element; send XML");
        }
        return root;
    }

    private void start() throws DocumentException {
        if (open.size() == limits.maxDepth()) {
            throw new DocumentException("<" + xml.getLocalName() + "> lies deeper than " + limits.maxDepth()
                    + " elements; send a flatter document");
        }
        if (++elements > limits.maxElements()) {
            throw new DocumentException("<" + xml.getLocalName() + "> is one more than " + limits.maxElements()
                    + " elements; send a shorter document");
        }
        List<XmlNode.Declaration> declarations = new ArrayList<>();
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            declarations.add(
                    new XmlNode.Declaration(orEmpty(xml.getNamespacePrefix(i)), orEmpty(xml.getNamespaceURI(i))));
        }
        List<XmlNode.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.add(new XmlNode.Attribute(
                    orEmpty(xml.getAttributePrefix(i)),
                    orEmpty(xml.getAttributeNamespace(i)),
                    xml.getAttributeLocalName(i),
                    xml.getAttributeValue(i)));
        }
        open.push(new Open(
                new XmlNode.Element(
                        orEmpty(xml.getPrefix()),
                        orEmpty(xml.getNamespaceURI()),
                        xml.getLocalName(),
                        declarations,
                        attributes,
                        List.of()),
                new ArrayList<>()));
    }

    private void end() {
        Open ended = open.pop();
        XmlNode.Element element = ended.element().with(ended.children());
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children().add(element);
        }
    }

    /** Pieces of text that follow one another become one, so that what is written is read back the same. */
    private void text(String text) {
        if (open.isEmpty() || text.isEmpty()) {
            return;
        }
        List<XmlNode> children = open.peek().children();
        int last = children.size() - 1;
        if (last >= 0 && children.get(last) instanceof XmlNode.Text before) {
            children.set(last, new XmlNode.Text(before.text() + text));
        } else {
            children.add(new XmlNode.Text(text));
        }
    }

    private void add(XmlNode node) {
        if (!open.isEmpty()) {
            open.peek().children().add(node);
        }
    }

    private static String orEmpty(String textOrNull) {
        return textOrNull == null ? "" : textOrNull;
    }

    /** A whole document with its declaration. */
    public static String write(XmlNode.Element root) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, root);
        return out.append('\n').toString();
    }

    /** An element as it stands in its document. */
    public static String writeFragment(XmlNode.Element element) {
        StringBuilder out = new StringBuilder();
        write(out, element);
        return out.toString();
    }

    private static void write(StringBuilder out, XmlNode.Element element) {
        out.append('<').append(element.qualified());
        for (XmlNode.Declaration declaration : element.declarations()) {
            out.append(declaration.prefix().isEmpty() ? " xmlns" : " xmlns:" + declaration.prefix());
            quoted(out, declaration.namespace());
        }
        for (XmlNode.Attribute attribute : element.attributes()) {
            out.append(' ').append(attribute.qualified());
            quoted(out, attribute.value());
        }
        if (element.children().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (XmlNode child : element.children()) {
            if (child instanceof XmlNode.Element inner) {
                write(out, inner);
            } else if (child instanceof XmlNode.Text text) {
                escape(out, text.text(), false);
            } else if (child instanceof XmlNode.Comment comment) {
                out.append("<!--").append(comment.text()).append("-->");
            } else if (child instanceof XmlNode.Instruction instruction) {
                String data = instruction.data().isEmpty() ? "" : " " + instruction.data();
                out.append("<?").append(instruction.target()).append(data).append("?>");
            }
        }
        out.append("</").append(element.qualified()).append('>');
    }

    private static void quoted(StringBuilder out, String value) {
        out.append("=\"");
        escape(out, value, true);
        out.append('"');
    }

    private static void escape(StringBuilder out, String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(inAttribute ? "&quot;" : "\"");
                case '\t', '\n' -> out.append(inAttribute ? "&#" + (int) c + ";" : String.valueOf(c));
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }

    /** A value as it would stand between quotes. */
    public static String writeAttributeValue(String value) {
        StringBuilder out = new StringBuilder();
        escape(out, value, true);
        return out.toString();
    }

    /** The namespaces an element and those around it declare, by prefix; the innermost counts. */
    public static Map<String, String> bindings(List<XmlNode.Element> fromRoot) {
        Map<String, String> bindings = new TreeMap<>();
        fromRoot.forEach(element -> element.declarations().forEach(d -> bindings.put(d.prefix(), d.namespace())));
        return bindings;
    }

    /** Whether a text may stand in a document: a value that XML cannot hold would break it. */
    public static boolean isWritable(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000);
    }

    /**
     * The value an attribute would have that is written like this, without the quotes around it.
     *
     * @throws DocumentException when it is none
     */
    public static String attributeValue(String written) throws DocumentException {
        if (written.contains("<") || !isWritable(written)) {
            throw new DocumentException("an attribute's value has no \"<\" and no control characters; write &lt;");
        }
        XmlNode.Element holder =
                parse("<x v=\"" + written.replace("\"", "&quot;") + "\"/>", new XmlLimits(Integer.MAX_VALUE, 1, 1));
        return holder.attribute("", "v");
    }
}
