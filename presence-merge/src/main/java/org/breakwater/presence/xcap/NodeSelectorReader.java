package org.breakwater.presence.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlTree;

/** Reads node selectors. A name without a prefix is in the default namespace of the usage, an attribute's in none. */
final class NodeSelectorReader {

    private static final int MAX_STEPS = 16;
    private static final int MAX_POSITION_DIGITS = 4;

    private final String text;
    private final String defaultNamespace;
    private final Map<String, String> prefixes;
    private int at;

    private NodeSelectorReader(String text, String defaultNamespace, Map<String, String> prefixes) {
        this.text = text;
        this.defaultNamespace = defaultNamespace;
        this.prefixes = prefixes;
    }

    /**
     * A selector, unescaped.
     *
     * @throws XcapUriException 400 with the position of what is wrong
     */
    static NodeSelector read(String text, String defaultNamespace, Map<String, String> prefixes)
            throws XcapUriException {
        return new NodeSelectorReader(text, defaultNamespace, prefixes).selector();
    }

    private NodeSelector selector() throws XcapUriException {
        List<NodeSelector.Step> steps = new ArrayList<>();
        while (true) {
            if (!steps.isEmpty() && take("@")) {
                NodeSelector.Terminal attribute = new NodeSelector.Terminal.Attribute(name(""));
                return ended(steps, attribute);
            }
            if (!steps.isEmpty() && take("namespace::*")) {
                return ended(steps, new NodeSelector.Terminal.Namespaces());
            }
            steps.add(step());
            if (steps.size() > MAX_STEPS) {
                throw wrong("there are more than " + MAX_STEPS + " steps");
            }
            if (at == text.length()) {
                return new NodeSelector(steps, new NodeSelector.Terminal.Element());
            }
            expect("/");
        }
    }

    private NodeSelector ended(List<NodeSelector.Step> steps, NodeSelector.Terminal terminal) throws XcapUriException {
        if (at < text.length()) {
            throw wrong("nothing follows an attribute or namespace::*");
        }
        return new NodeSelector(steps, terminal);
    }

    private NodeSelector.Step step() throws XcapUriException {
        NodeSelector.Name name = take("*") ? null : name(defaultNamespace);
        int position = 0;
        if (at + 1 < text.length() && text.charAt(at) == '[' && isDigit(text.charAt(at + 1))) {
            at++;
            position = position();
            expect("]");
        }
        NodeSelector.Name attribute = null;
        String value = "";
        if (take("[")) {
            expect("@");
            attribute = name("");
            expect("=");
            value = value();
            expect("]");
        }
        return new NodeSelector.Step(name, position, attribute, value, at);
    }

    private int position() throws XcapUriException {
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        int position = at - from > MAX_POSITION_DIGITS ? 0 : Integer.parseInt(text.substring(from, at));
        if (position == 0) {
            throw wrong("a position is 1 to 9999");
        }
        return position;
    }

    private String value() throws XcapUriException {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw wrong("an attribute's value stands between quotes");
        }
        String written = text.substring(at + 1, end);
        at = end + 1;
        try {
            return XmlTree.attributeValue(written);
        } catch (DocumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private NodeSelector.Name name(String withoutPrefix) throws XcapUriException {
        String first = nameCharacters();
        if (!take(":")) {
            return new NodeSelector.Name(withoutPrefix, first);
        }
        String namespace = first.equals("xml") ? "http://www.w3.org/XML/1998/namespace" : prefixes.get(first);
        if (namespace == null) {
            throw wrong("the prefix " + first + " is not declared; add xmlns(" + first + "=NAMESPACE) to the query");
        }
        return new NodeSelector.Name(namespace, nameCharacters());
    }

    private String nameCharacters() throws XcapUriException {
        int from = at;
        while (at < text.length() && isNameCharacter(text.charAt(at), at == from)) {
            at++;
        }
        if (at == from) {
            throw wrong("a name is expected");
        }
        return text.substring(from, at);
    }

    private static boolean isNameCharacter(char c, boolean first) {
        return Character.isLetter(c) || c == '_' || !first && (isDigit(c) || c == '-' || c == '.');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean take(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    private void expect(String expected) throws XcapUriException {
        if (!take(expected)) {
            throw wrong("\"" + expected + "\" is expected");
        }
    }

    private XcapUriException wrong(String why) {
        return new XcapUriException(400, "the node selector is wrong at character " + (at + 1) + ": " + why);
    }
}
