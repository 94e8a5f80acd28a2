package org.breakwater.presence.xcap;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.presence.xml.XmlNode;

/** Lists of people (RFC 4826 §3). */
final class ResourceListsUsage implements Usage {

    static final String AUID = "resource-lists";
    static final String NAMESPACE = "urn:ietf:params:xml:ns:resource-lists";

    private static final Set<String> MEMBERS = Set.of("list", "external", "entry", "entry-ref");
    private static final Shape SHAPE = new Shape(NAMESPACE)
            .element(AUID, Set.of(), Set.of(), List.of(), Set.of("list"))
            .element("list", Set.of(), Set.of("name"), List.of("display-name"), MEMBERS)
            .element("entry", Set.of("uri"), Set.of(), List.of("display-name"), Set.of())
            .element("entry-ref", Set.of("ref"), Set.of(), List.of("display-name"), Set.of())
            .element("external", Set.of("anchor"), Set.of(), List.of("display-name"), Set.of())
            .text("display-name");

    @Override
    public String auid() {
        return AUID;
    }

    @Override
    public String contentType() {
        return "application/resource-lists+xml";
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public Optional<Conflict> check(DocumentKey key, XmlNode.Element root) {
        return SHAPE.check(root, AUID).or(() -> unique(root, AUID));
    }

    /** What is wrong with the contents of a list that stands in a document of another usage. */
    static Optional<Conflict> checkContents(XmlNode.Element list, String path) {
        for (XmlNode.Element child : list.elements()) {
            if (child.namespace().equals(NAMESPACE)) {
                Optional<Conflict> wrong = SHAPE.check(child);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return unique(list, path);
    }

    /** Names of lists and whom entries name occur once in each list (RFC 4826 §3.4.5). */
    private static Optional<Conflict> unique(XmlNode.Element list, String path) {
        Set<String> seen = new HashSet<>();
        for (XmlNode.Element child : list.elements()) {
            if (!child.namespace().equals(NAMESPACE)) {
                continue;
            }
            String attribute = switch (child.name()) {
                case "list" -> "name";
                case "entry" -> "uri";
                case "entry-ref" -> "ref";
                case "external" -> "anchor";
                default -> "";
            };
            String value = child.attribute(attribute);
            String field = path + "/" + child.name() + "[@" + attribute + "=\"" + value + "\"]";
            if (!value.isEmpty() && !seen.add(child.name() + " " + value)) {
                return Optional.of(Conflict.notUnique(
                        "<" + list.name() + "> has more than one <" + child.name() + "> with " + attribute + " \""
                                + value + "\"",
                        field + "/@" + attribute));
            }
            Optional<Conflict> wrong = child.name().equals("list") ? unique(child, field) : Optional.empty();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }
}
