package org.breakwater.presence.document.reg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.breakwater.presence.document.reg.Registration.Contact;
import org.breakwater.presence.document.reg.Registration.Event;
import org.breakwater.presence.document.reg.Registration.State;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;
import org.breakwater.presence.xml.XmlWriter;

/** Reads and writes reginfo. What has a state or an event we do not know, or no URI, is passed over. */
public final class RegInfoXml {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/reginfo+xml";

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:reginfo";

    private RegInfoXml() {}

    /** A document within limits. */
    public static RegInfo read(byte[] octets, XmlLimits limits) throws DocumentException {
        XmlElement root = XmlReader.read(octets, limits);
        if (!root.is(NAMESPACE, "reginfo")) {
            throw new DocumentException("the root is <" + root.name() + "> in \"" + root.namespace()
                    + "\"; registrations are listed in <reginfo xmlns=\"" + NAMESPACE + "\">");
        }
        List<Registration> registrations = new ArrayList<>();
        for (XmlElement element : root.all(NAMESPACE, "registration")) {
            List<Contact> contacts = new ArrayList<>();
            element.all(NAMESPACE, "contact").forEach(contact -> contact(contact, contacts));
            named(State.values(), State::text, element.attribute("state"))
                    .ifPresent(state -> registrations.add(
                            new Registration(element.attribute("aor"), element.attribute("id"), state, contacts)));
        }
        boolean full = !root.attribute("state").equalsIgnoreCase("partial");
        return new RegInfo(root.number("version", 0), full, registrations);
    }

    private static void contact(XmlElement element, List<Contact> to) {
        boolean active = element.attribute("state").equalsIgnoreCase("active");
        boolean known = active || element.attribute("state").equalsIgnoreCase("terminated");
        Optional<Event> event = named(Event.values(), Event::text, element.attribute("event"));
        String uri = element.textOf(NAMESPACE, "uri");
        if (known && event.isPresent() && !uri.isEmpty()) {
            to.add(new Contact(
                    element.attribute("id"),
                    active,
                    event.get(),
                    uri,
                    element.textOf(NAMESPACE, "display-name"),
                    element.number("expires", -1),
                    element.attribute("q")));
        }
    }

    private static <T> Optional<T> named(T[] all, Function<T, String> text, String wanted) {
        for (T one : all) {
            if (text.apply(one).equalsIgnoreCase(wanted)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The document as text. */
    public static String text(RegInfo info) {
        XmlWriter xml = new XmlWriter()
                .open("reginfo")
                .attribute("xmlns", NAMESPACE)
                .attribute("version", Long.toString(info.version()))
                .attribute("state", info.full() ? "full" : "partial");
        for (Registration registration : info.registrations()) {
            xml.open("registration")
                    .attribute("aor", registration.aor())
                    .attribute("id", registration.id())
                    .attribute("state", registration.state().text());
            registration.contacts().forEach(contact -> write(xml, contact));
            xml.close();
        }
        return xml.close().toText();
    }

    private static void write(XmlWriter xml, Contact contact) {
        xml.open("contact")
                .attribute("id", contact.id())
                .attribute("state", contact.active() ? "active" : "terminated")
                .attribute("event", contact.event().text())
                .attributeUnlessEmpty(
                        "expires", contact.expiresSeconds() < 0 ? "" : Long.toString(contact.expiresSeconds()))
                .attributeUnlessEmpty("q", contact.q())
                .leaf("uri", contact.uri())
                .leafUnlessEmpty("display-name", contact.display())
                .close();
    }
}
