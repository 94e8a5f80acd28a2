package org.breakwater.presence.xcap;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/** Lists that can be subscribed to (RFC 4826 §4). The URI of each is unique on the server (§4.4.5). */
final class RlsServicesUsage implements Usage {

    static final String AUID = "rls-services";
    static final String NAMESPACE = "urn:ietf:params:xml:ns:rls-services";

    private static final Shape SHAPE = new Shape(NAMESPACE)
            .element(AUID, Set.of(), Set.of(), List.of(), Set.of("service"))
            .element("service", Set.of("uri"), Set.of(), List.of(), Set.of("resource-list", "list", "packages"))
            .element("packages", Set.of(), Set.of(), List.of(), Set.of("package"))
            .element("list", Set.of(), Set.of("name"), List.of(), Set.of())
            .text("resource-list")
            .text("package");

    private final DocumentStore store;

    RlsServicesUsage(DocumentStore store) {
        this.store = store;
    }

    @Override
    public String auid() {
        return AUID;
    }

    @Override
    public String contentType() {
        return "application/rls-services+xml";
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public Optional<Conflict> check(DocumentKey key, XmlNode.Element root) {
        Optional<Conflict> wrong = SHAPE.check(root, AUID);
        if (wrong.isPresent()) {
            return wrong;
        }
        Set<String> uris = new HashSet<>();
        for (XmlNode.Element service : services(root)) {
            wrong = service(service, uris);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return elsewhere(key, uris);
    }

    private static Optional<Conflict> service(XmlNode.Element service, Set<String> uris) {
        String uri = service.attribute("uri");
        List<XmlNode.Element> lists = service.elements().stream()
                .filter(e -> e.is(NAMESPACE, "list") || e.is(NAMESPACE, "resource-list"))
                .toList();
        if (lists.size() != 1) {
            return Optional.of(Conflict.schema("<service uri=\"" + uri
                    + "\"> must have one <list> or one <resource-list>, and has " + lists.size()));
        }
        if (!uris.add(Entity.sip(uri))) {
            return Optional.of(taken(uri));
        }
        XmlNode.Element list = lists.get(0);
        return list.name().equals("list")
                ? ResourceListsUsage.checkContents(list, field(uri) + "/list")
                : Optional.empty();
    }

    private Optional<Conflict> elsewhere(DocumentKey key, Set<String> uris) {
        for (Map.Entry<DocumentKey, StoredDocument> other : store.all(AUID).entrySet()) {
            if (other.getKey().equals(key)) {
                continue;
            }
            try {
                XmlNode.Element root = XmlTree.read(other.getValue().text(), XmlLimits.OWN);
                for (XmlNode.Element service : services(root)) {
                    if (uris.contains(Entity.sip(service.attribute("uri")))) {
                        return Optional.of(taken(service.attribute("uri")));
                    }
                }
            } catch (DocumentException e) {
                continue; // written past us; nothing in it is offered
            }
        }
        return Optional.empty();
    }

    static List<XmlNode.Element> services(XmlNode.Element root) {
        return root.elements().stream().filter(e -> e.is(NAMESPACE, "service")).toList();
    }

    private static Conflict taken(String uri) {
        return Conflict.notUnique(
                "there is another <service> with uri \"" + uri + "\"; choose another", field(uri) + "/@uri");
    }

    private static String field(String uri) {
        return AUID + "/service[@uri=\"" + uri + "\"]";
    }
}
