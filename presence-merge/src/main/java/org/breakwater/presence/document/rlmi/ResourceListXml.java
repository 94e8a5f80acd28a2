package org.breakwater.presence.document.rlmi;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.document.rlmi.ResourceList.Instance;
import org.breakwater.presence.document.rlmi.ResourceList.Resource;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;
import org.breakwater.presence.xml.XmlWriter;

/** Reads and writes RLMI. A member without a URI and an instance without a state we know are passed over. */
public final class ResourceListXml {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/rlmi+xml";

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:rlmi";

    private ResourceListXml() {}

    /** A document within {@link XmlLimits#FROM_PHONES}. */
    public static ResourceList read(byte[] octets) throws DocumentException {
        return read(octets, XmlLimits.FROM_PHONES);
    }

    /** A document within other limits. */
    public static ResourceList read(byte[] octets, XmlLimits limits) throws DocumentException {
        XmlElement root = XmlReader.read(octets, limits);
        if (!root.is(NAMESPACE, "list")) {
            throw new DocumentException("the root is <" + root.name() + "> in \"" + root.namespace()
                    + "\"; a list begins with <list xmlns=\"" + NAMESPACE + "\">");
        }
        if (root.attribute("uri").isEmpty()) {
            throw new DocumentException("<list> has no attribute uri; name the list");
        }
        List<Resource> resources = new ArrayList<>();
        for (XmlElement element : root.all(NAMESPACE, "resource")) {
            if (!element.attribute("uri").isEmpty()) {
                resources.add(
                        new Resource(element.attribute("uri"), element.textOf(NAMESPACE, "name"), instances(element)));
            }
        }
        return new ResourceList(
                root.attribute("uri"),
                root.number("version", 0),
                !root.attribute("fullState").equals("false"),
                root.textOf(NAMESPACE, "name"),
                resources);
    }

    private static List<Instance> instances(XmlElement resource) {
        List<Instance> instances = new ArrayList<>();
        for (XmlElement element : resource.all(NAMESPACE, "instance")) {
            for (ResourceList.State state : ResourceList.State.values()) {
                if (state.text().equalsIgnoreCase(element.attribute("state"))) {
                    instances.add(new Instance(
                            element.attribute("id"), state, element.attribute("reason"), element.attribute("cid")));
                }
            }
        }
        return instances;
    }

    /** The document's octets. */
    public static byte[] write(ResourceList list) {
        return document(list).toBytes();
    }

    /** The document as text. */
    public static String text(ResourceList list) {
        return document(list).toText();
    }

    private static XmlWriter document(ResourceList list) {
        XmlWriter xml = new XmlWriter()
                .open("list")
                .attribute("xmlns", NAMESPACE)
                .attribute("uri", list.uri())
                .attribute("version", Long.toString(list.version()))
                .attribute("fullState", Boolean.toString(list.full()))
                .leafUnlessEmpty("name", list.name());
        for (Resource resource : list.resources()) {
            xml.open("resource").attribute("uri", resource.uri()).leafUnlessEmpty("name", resource.name());
            for (Instance instance : resource.instances()) {
                xml.open("instance")
                        .attribute("id", instance.id())
                        .attribute("state", instance.state().text())
                        .attributeUnlessEmpty("reason", instance.reason())
                        .attributeUnlessEmpty("cid", instance.contentId())
                        .close();
            }
            xml.close();
        }
        return xml.close();
    }
}
