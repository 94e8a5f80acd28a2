package org.breakwater.presence.xcap;

import java.util.Collection;
import java.util.TreeSet;
import org.breakwater.presence.xml.XmlWriter;

/** What this server can do, as a document (RFC 4825 §12). */
final class Capabilities {

    static final String AUID = "xcap-caps";
    static final String CONTENT_TYPE = "application/xcap-caps+xml";
    static final String NAMESPACE = "urn:ietf:params:xml:ns:xcap-caps";

    private Capabilities() {}

    static StoredDocument document(Collection<Usage> usages) {
        XmlWriter xml = new XmlWriter().open(AUID).attribute("xmlns", NAMESPACE).open("auids");
        TreeSet<String> auids = new TreeSet<>();
        TreeSet<String> namespaces = new TreeSet<>();
        auids.add(AUID);
        namespaces.add(NAMESPACE);
        namespaces.add(PresRulesUsage.POLICY);
        usages.forEach(usage -> {
            auids.add(usage.auid());
            namespaces.add(usage.namespace());
        });
        auids.forEach(auid -> xml.leaf("auid", auid));
        xml.close().open("extensions").close().open("namespaces");
        namespaces.forEach(namespace -> xml.leaf("namespace", namespace));
        return StoredDocument.of(xml.close().close().toText());
    }
}
