package org.breakwater.presence.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a document: UTF-8, one line for each element that has no elements in it, attributes in the order they are given.
 * The same calls give the same octets. A character XML cannot hold becomes U+FFFD.
 */
public final class XmlWriter {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder(512);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;
    private boolean afterText;

    /** Begins a document with its declaration. */
    public XmlWriter() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }

    /** Begins an element. */
    public XmlWriter open(String name) {
        endTag();
        out.append("\n<").append(name);
        open.push(name);
        inTag = true;
        afterText = false;
        return this;
    }

    /** Adds an attribute to the element just begun. */
    public XmlWriter attribute(String name, String value) {
        if (!inTag) {
            throw new IllegalStateException("attribute " + name + " comes after the content");
        }
        out.append(' ').append(name).append("=\"");
        escape(value, true);
        out.append('"');
        return this;
    }

    /** The same unless the value is empty. */
    public XmlWriter attributeUnlessEmpty(String name, String value) {
        return value.isEmpty() ? this : attribute(name, value);
    }

    /** Adds text to the element just begun. */
    public XmlWriter text(String text) {
        if (!text.isEmpty()) {
            endTag();
            escape(text, false);
            afterText = true;
        }
        return this;
    }

    /** An element with text only. */
    public XmlWriter leaf(String name, String text) {
        return open(name).text(text).close();
    }

    /** The same unless the text is empty. */
    public XmlWriter leafUnlessEmpty(String name, String text) {
        return text.isEmpty() ? this : leaf(name, text);
    }

    /** Ends the element begun last. */
    public XmlWriter close() {
        String name = open.pop();
        if (inTag) {
            out.append("/>");
            inTag = false;
        } else {
            out.append(afterText ? "</" : "\n</").append(name).append('>');
        }
        afterText = false;
        return this;
    }

    /** The document, with everything ended and a line break after it. */
    public String toText() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is not ended");
        }
        return out + "\n";
    }

    /** The document as UTF-8. */
    public byte[] toBytes() {
        return toText().getBytes(StandardCharsets.UTF_8);
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private void escape(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(inAttribute ? "&quot;" : "\"");
                case '\t', '\n' -> reference(c, inAttribute);
                case '\r' -> reference(c, true);
                default -> out.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
            }
        }
    }

    private void reference(int c, boolean needed) {
        if (needed) {
            out.append("&#").append(c).append(';');
        } else {
            out.append((char) c);
        }
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
