package org.breakwater.presence.document.pidf;

import static org.breakwater.presence.document.pidf.PidfNames.DATA_MODEL;
import static org.breakwater.presence.document.pidf.PidfNames.IM;
import static org.breakwater.presence.document.pidf.PidfNames.PERSON_DRAFTS;
import static org.breakwater.presence.document.pidf.PidfNames.PIDF;
import static org.breakwater.presence.document.pidf.PidfNames.RPID_DRAFTS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlElement;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlReader;

/**
 * Reads presence documents. Unknown elements are passed over, ids that are missing are made up by position, and activities
 * that an old softphone put into a tuple become a person's. Only the root and the identity of whom it is about are asked for.
 */
public final class PidfReader {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final List<Tuple> tuples = new ArrayList<>();
    private final List<Person> persons = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private PidfReader() {}

    /** A document from a phone, within {@link XmlLimits#FROM_PHONES}. */
    public static Presence read(byte[] octets) throws DocumentException {
        return read(octets, XmlLimits.FROM_PHONES);
    }

    /** A document within other limits. */
    public static Presence read(byte[] octets, XmlLimits limits) throws DocumentException {
        XmlElement root = XmlReader.read(octets, limits);
        if (!root.is(PIDF, "presence")) {
            throw new DocumentException("the root is <" + root.name() + "> in \"" + root.namespace()
                    + "\"; a presence document begins with <presence xmlns=\"" + PIDF + "\">");
        }
        String entity = root.attribute("entity").strip();
        if (entity.isEmpty()) {
            throw new DocumentException("<presence> has no attribute entity; name whose presence it is");
        }
        return new PidfReader().document(entity, root);
    }

    private Presence document(String entity, XmlElement root) {
        for (XmlElement child : root.children()) {
            if (child.is(PIDF, "tuple")) {
                tuple(child);
            } else if (child.is(PIDF, "note")) {
                note(child, notes);
            } else if (child.name().equals("person") && PERSON_DRAFTS.contains(child.namespace())) {
                Activities activities = activities(child);
                persons.add(new Person(id(child, "person", persons.size()), activities, notes(child), moment(child)));
            } else if (child.is(DATA_MODEL, "device")) {
                devices.add(new Device(
                        id(child, "device", devices.size()),
                        child.textOf(DATA_MODEL, "deviceID"),
                        notes(child),
                        moment(child)));
            }
        }
        return new Presence(entity, tuples, persons, devices, notes);
    }

    private void tuple(XmlElement element) {
        XmlElement status = element.first(PIDF, "status");
        String id = id(element, "tuple", tuples.size());
        XmlElement contact = element.first(PIDF, "contact");
        tuples.add(new Tuple(
                id,
                status == null ? null : basic(status.textOf(PIDF, "basic")),
                status == null ? "" : im(status),
                contact == null ? Tuple.Contact.NONE : contact(contact),
                element.textOf(DATA_MODEL, "deviceID"),
                notes(element),
                moment(element)));
        Activities activities = activities(element);
        if (activities != null) {
            persons.add(new Person(id + "-person", activities, List.of(), null));
        }
    }

    private static String im(XmlElement status) {
        for (XmlElement child : status.children()) {
            if (child.name().equals("im") && child.namespace().equals(IM)) {
                return child.text();
            }
        }
        return "";
    }

    private static Basic basic(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "open" -> Basic.OPEN;
            case "closed" -> Basic.CLOSED;
            default -> null;
        };
    }

    private static Tuple.Contact contact(XmlElement element) {
        String priority = element.attribute("priority").strip();
        boolean sound = priority.matches("0(\\.[0-9]{1,3})?|1(\\.0{1,3})?");
        return new Tuple.Contact(element.text(), sound ? priority : "");
    }

    /** Activities of a person; of a tuple, or of its status, before RFC 4480. */
    private static Activities activities(XmlElement holder) {
        for (XmlElement child : holder.children()) {
            if (child.name().equals("activities") && RPID_DRAFTS.contains(child.namespace())) {
                return listed(child);
            }
            if (child.name().equals("status")) {
                Activities inside = activities(child);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private static Activities listed(XmlElement element) {
        List<Activity> kinds = new ArrayList<>();
        String other = "";
        for (XmlElement child : element.children()) {
            if (RPID_DRAFTS.contains(child.namespace())) {
                Activity.ofElement(child.name()).ifPresent(kinds::add);
                other = child.name().equals("other") ? child.text() : other;
            }
        }
        return new Activities(kinds, other, moment(element.attribute("from")), moment(element.attribute("until")));
    }

    private static List<Note> notes(XmlElement element) {
        List<Note> found = new ArrayList<>();
        for (XmlElement child : element.children()) {
            if (child.is(PIDF, "note") || child.is(DATA_MODEL, "note")) {
                note(child, found);
            }
        }
        return found;
    }

    private static void note(XmlElement element, List<Note> to) {
        if (!element.text().isEmpty()) {
            to.add(new Note(element.attribute("xml:lang"), element.text()));
        }
    }

    private static String id(XmlElement element, String kind, int position) {
        String id = element.attribute("id").strip();
        return id.isEmpty() ? kind + "-" + (position + 1) : id;
    }

    private static Instant moment(XmlElement element) {
        for (XmlElement child : element.children()) {
            if (child.name().equals("timestamp") && Set.of(PIDF, DATA_MODEL, "").contains(child.namespace())) {
                return moment(child.text());
            }
        }
        return null;
    }

    /** RFC 3339; without a zone it is UTC; null when it is something else. */
    private static Instant moment(String text) {
        try {
            TemporalAccessor best =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant moment = best instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) best).toInstant(ZoneOffset.UTC);
            return moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST) ? null : moment;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
