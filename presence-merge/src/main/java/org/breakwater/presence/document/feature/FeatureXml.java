package org.breakwater.presence.document.feature;

import java.util.List;
import java.util.Locale;
import org.breakwater.presence.document.feature.Feature.DoNotDisturb;
import org.breakwater.presence.document.feature.Feature.Forwarding;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;
import org.breakwater.presence.xml.XmlWriter;

/**
 * Reads what a phone wants ({@code SetDoNotDisturb}, {@code SetForwarding}) and writes what is
 * ({@code DoNotDisturbEvent}, {@code ForwardingEvent}); reads the latter, too.
 */
public final class FeatureXml {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/x-as-feature-event+xml";

    private static final String NAMESPACE = "http://www.ecma-international.org/standards/ecma-323/csta/ed3";
    private static final int MAX_RINGS = 100;

    private FeatureXml() {}

    /**
     * What a phone wants to set, or a state.
     *
     * @throws DocumentException when it is neither, or does not say what to set
     */
    public static Feature read(byte[] octets) throws DocumentException {
        XmlElement root = XmlReader.read(octets, XmlLimits.FROM_PHONES);
        String device = root.textOf(NAMESPACE, "device");
        return switch (root.name()) {
            case "SetDoNotDisturb", "DoNotDisturbEvent" -> new DoNotDisturb(device, flag(root, "doNotDisturbOn"));
            case "SetForwarding" -> forwarding(device, root, "activateForward", "forwardDN");
            case "ForwardingEvent" -> forwarding(device, root, "forwardStatus", "forwardTo");
            default ->
                throw new DocumentException(
                        "<" + root.name() + "> is not known; a phone sets <SetDoNotDisturb> or <SetForwarding>");
        };
    }

    private static Forwarding forwarding(String device, XmlElement root, String flag, String target)
            throws DocumentException {
        String type = root.textOf(NAMESPACE, "forwardingType");
        for (Kind kind : Kind.values()) {
            if (kind.text().equalsIgnoreCase(type)) {
                int rings = (int) XmlElement.number(root.textOf(NAMESPACE, "ringCount"), 0, MAX_RINGS);
                return new Forwarding(device, kind, flag(root, flag), root.textOf(NAMESPACE, target), rings);
            }
        }
        throw new DocumentException("<forwardingType> within <" + root.name() + "> is \"" + type
                + "\"; it is forwardImmediate, forwardBusy or forwardNoAns");
    }

    private static boolean flag(XmlElement root, String name) throws DocumentException {
        return switch (root.textOf(NAMESPACE, name).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new DocumentException("<" + name + "> within <" + root.name() + "> is \""
                        + root.textOf(NAMESPACE, name) + "\"; it is true or false");
        };
    }

    /** The state of one feature as a document. */
    public static String write(Feature feature) {
        if (feature instanceof DoNotDisturb dnd) {
            return begin("DoNotDisturbEvent", dnd)
                    .leaf("doNotDisturbOn", Boolean.toString(dnd.on()))
                    .close()
                    .toText();
        }
        Forwarding forwarding = (Forwarding) feature;
        XmlWriter xml = begin("ForwardingEvent", forwarding)
                .leaf("forwardingType", forwarding.kind().text())
                .leaf("forwardStatus", Boolean.toString(forwarding.on()))
                .leaf("forwardTo", forwarding.to());
        if (forwarding.ringCount() > 0) {
            xml.leaf("ringCount", Integer.toString(forwarding.ringCount()));
        }
        return xml.close().toText();
    }

    /** The states of several features as one body, each with a Content-ID of its own. */
    public static Multipart write(List<Feature> features) {
        return Multipart.of(features.stream()
                .map(feature -> new Multipart.Part(contentId(feature), CONTENT_TYPE, write(feature)))
                .toList());
    }

    private static String contentId(Feature feature) {
        return feature instanceof Forwarding forwarding
                ? forwarding.kind().text() + "@breakwater"
                : "doNotDisturb@breakwater";
    }

    private static XmlWriter begin(String root, Feature feature) {
        return new XmlWriter().open(root).attribute("xmlns", NAMESPACE).leaf("device", feature.device());
    }
}
