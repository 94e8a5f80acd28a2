package org.breakwater.presence.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document with the JDK's pull parser. White space before and after it is forgiven, as some phones send an empty
 * line first; comments and processing instructions are passed over.
 */
public final class XmlReader {

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final XmlLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private XmlElement root;

    private XmlReader(XMLStreamReader xml, XmlLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /**
     * The root of a document in UTF-8, or in Latin-1 or UTF-16 if its declaration or its first octets say so.
     *
     * @throws DocumentException when it is too large, not well-formed, or has a document type
     */
    public static XmlElement read(byte[] octets, XmlLimits limits) throws DocumentException {
        if (octets.length > limits.maxOctets()) {
            throw new DocumentException("the document has " + octets.length + " octets, more than " + limits.maxOctets()
                    + "; send a shorter one");
        }
        String text = XmlOctets.decode(octets);
        if (text.isEmpty()) {
            throw new DocumentException("the document is empty; send XML");
        }
        if (text.contains("<!DOCTYPE")) { // the scanner would print on the standard error stream where one is cut off
            throw documentType();
        }
        return parse(new StringReader(text), limits);
    }

    private static XmlElement parse(StringReader in, XmlLimits limits) throws DocumentException {
        XmlReader reader = null;
        try {
            reader = new XmlReader(FACTORY.createXMLStreamReader(in), limits);
            return reader.document();
        } catch (XMLStreamException e) {
            throw malformed(reader, e);
        } catch (RuntimeException e) {
            // The JDK's scanner answers some texts that are not XML with unchecked exceptions.
            throw new DocumentException(
                    "the document is not well-formed " + where(reader, null) + "; send well-formed XML in UTF-8");
        }
    }

    /** The JDK's parser over a text, for others in this package. */
    static XMLStreamReader stream(String text) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(new StringReader(text));
    }

    static DocumentException malformed(XMLStreamException e) {
        return malformed(null, e);
    }

    private XmlElement document() throws XMLStreamException, DocumentException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.DTD -> throw documentType();
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new DocumentException("the entity &" + xml.getLocalName() + "; " + where(this, null)
                            + " is not known; write the character itself");
                default -> {}
            }
        }
        if (root == null) {
            throw new DocumentException("the document has no element; send XML");
        }
        return root;
    }

    private static DocumentException documentType() {
        return new DocumentException("the document has a document type (DOCTYPE); leave it out");
    }

    private void start() throws DocumentException {
        String name = xml.getLocalName();
        if (open.size() == limits.maxDepth()) {
            throw new DocumentException("<" + shortened(name) + "> " + where(this, null) + " lies deeper than "
                    + limits.maxDepth() + " elements; send a flatter document");
        }
        if (++elements > limits.maxElements()) {
            throw new DocumentException("<" + shortened(name) + "> " + where(this, null) + " is one more than "
                    + limits.maxElements() + " elements; send a shorter document");
        }
        String namespace = xml.getNamespaceURI();
        open.push(new Open(namespace == null ? "" : namespace, name, attributes()));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String namespace = xml.getAttributeNamespace(i);
            String name = xml.getAttributeLocalName(i);
            if (namespace == null || namespace.isEmpty()) {
                attributes.put(name, xml.getAttributeValue(i));
            } else if (namespace.equals(XMLConstants.XML_NS_URI) && name.equals("lang")) {
                attributes.put("xml:lang", xml.getAttributeValue(i));
            }
        }
        return attributes;
    }

    private void text() {
        if (!open.isEmpty()) {
            open.peek().text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        }
    }

    private void end() {
        XmlElement element = open.pop().element();
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().children.add(element);
        }
    }

    private static DocumentException malformed(XmlReader reader, XMLStreamException e) {
        String reason = String.valueOf(e.getMessage());
        int message = reason.indexOf("Message: ");
        reason = message < 0 ? reason : reason.substring(message + "Message: ".length());
        if (reason.contains("PrefixUnbound")) { // the scanner's own words are the address of a specification
            reason = "the prefix of a name is not declared by xmlns";
        }
        return new DocumentException("the document is not well-formed " + where(reader, e.getLocation()) + ": "
                + shortened(reason.lines().findFirst().orElse("")) + "; send well-formed XML in UTF-8");
    }

    private static String where(XmlReader reader, Location locationOrNull) {
        Location location = locationOrNull;
        String path = "";
        if (reader != null) {
            location = location == null ? reader.xml.getLocation() : location;
            path = reader.path();
        }
        String place = location == null ? "at its start" : "in line " + Math.max(1, location.getLineNumber());
        return path.isEmpty() ? place : place + " within " + path;
    }

    private String path() {
        List<String> names = new ArrayList<>();
        open.descendingIterator().forEachRemaining(o -> names.add("<" + shortened(o.name) + ">"));
        return names.stream().limit(8).collect(Collectors.joining());
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    private static final class Open {
        private final String namespace;
        private final String name;
        private final Map<String, String> attributes;
        private final List<XmlElement> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(String namespace, String name, Map<String, String> attributes) {
            this.namespace = namespace;
            this.name = name;
            this.attributes = attributes;
        }

        XmlElement element() {
            return new XmlElement(
                    namespace, name, attributes, children, text.toString().strip());
        }
    }
}
