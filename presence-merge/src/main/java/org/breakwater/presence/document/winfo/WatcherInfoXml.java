package org.breakwater.presence.document.winfo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;
import org.breakwater.presence.xml.XmlWriter;

/** Reads and writes watcherinfo. A watcher whose status is not one of RFC 3858 is passed over. */
public final class WatcherInfoXml {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/watcherinfo+xml";

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:watcherinfo";

    private WatcherInfoXml() {}

    /** A document within {@link XmlLimits#FROM_PHONES}. */
    public static WatcherInfo read(byte[] octets) throws DocumentException {
        return read(octets, XmlLimits.FROM_PHONES);
    }

    /** A document within other limits. */
    public static WatcherInfo read(byte[] octets, XmlLimits limits) throws DocumentException {
        XmlElement root = XmlReader.read(octets, limits);
        if (!root.is(NAMESPACE, "watcherinfo")) {
            throw new DocumentException("the root is <" + root.name() + "> in \"" + root.namespace()
                    + "\"; watchers are listed in <watcherinfo xmlns=\"" + NAMESPACE + "\">");
        }
        List<WatcherList> lists = new ArrayList<>();
        for (XmlElement list : root.all(NAMESPACE, "watcher-list")) {
            List<Watcher> watchers = new ArrayList<>();
            list.all(NAMESPACE, "watcher").forEach(element -> watcher(element, watchers));
            lists.add(new WatcherList(list.attribute("resource"), list.attribute("package"), watchers));
        }
        boolean full = !root.attribute("state").equalsIgnoreCase("partial");
        return new WatcherInfo(root.number("version", 0), full, lists);
    }

    private static void watcher(XmlElement element, List<Watcher> to) {
        Watcher.Status status = named(Watcher.Status.values(), Watcher.Status::text, element.attribute("status"));
        Watcher.Event event = named(Watcher.Event.values(), Watcher.Event::text, element.attribute("event"));
        if (status != null) {
            to.add(new Watcher(
                    element.attribute("id"),
                    element.text(),
                    element.attribute("display-name"),
                    status,
                    event == null ? Watcher.Event.SUBSCRIBE : event,
                    element.number("expiration", -1),
                    element.number("duration-subscribed", -1)));
        }
    }

    private static <T> T named(T[] all, Function<T, String> text, String wanted) {
        for (T one : all) {
            if (text.apply(one).equalsIgnoreCase(wanted)) {
                return one;
            }
        }
        return null;
    }

    /** The document's octets. */
    public static byte[] write(WatcherInfo info) {
        return document(info).toBytes();
    }

    /** The document as text. */
    public static String text(WatcherInfo info) {
        return document(info).toText();
    }

    private static XmlWriter document(WatcherInfo info) {
        XmlWriter xml = new XmlWriter()
                .open("watcherinfo")
                .attribute("xmlns", NAMESPACE)
                .attribute("version", Long.toString(info.version()))
                .attribute("state", info.full() ? "full" : "partial");
        for (WatcherList list : info.lists()) {
            xml.open("watcher-list").attribute("resource", list.resource()).attribute("package", list.eventPackage());
            list.watchers().forEach(watcher -> write(xml, watcher));
            xml.close();
        }
        return xml.close();
    }

    private static void write(XmlWriter xml, Watcher watcher) {
        xml.open("watcher")
                .attribute("status", watcher.status().text())
                .attribute("event", watcher.event().text())
                .attribute("id", watcher.id())
                .attributeUnlessEmpty("display-name", watcher.display())
                .attributeUnlessEmpty("expiration", seconds(watcher.expiresSeconds()))
                .attributeUnlessEmpty("duration-subscribed", seconds(watcher.subscribedSeconds()))
                .text(watcher.uri())
                .close();
    }

    private static String seconds(long seconds) {
        return seconds < 0 ? "" : Long.toString(seconds);
    }
}
