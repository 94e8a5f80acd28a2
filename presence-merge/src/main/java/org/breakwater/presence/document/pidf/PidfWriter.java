package org.breakwater.presence.document.pidf;

import java.time.Instant;
import java.util.List;
import org.breakwater.presence.xml.XmlWriter;

/**
 * Writes presence documents in one form: tuples, persons, devices, notes, each in the order they have. The prefixes are
 * those of the RFCs' examples, which phones know even where they should not care.
 */
public final class PidfWriter {

    /** Content type of what is written. */
    public static final String CONTENT_TYPE = "application/pidf+xml";

    private final XmlWriter xml = new XmlWriter();

    private PidfWriter() {}

    /** The document's octets. */
    public static byte[] write(Presence presence) {
        return document(presence).toBytes();
    }

    /** The document as text. */
    public static String text(Presence presence) {
        return document(presence).toText();
    }

    private static XmlWriter document(Presence presence) {
        PidfWriter writer = new PidfWriter();
        writer.presence(presence);
        return writer.xml;
    }

    private void presence(Presence presence) {
        xml.open("presence")
                .attribute("xmlns", PidfNames.PIDF)
                .attribute("xmlns:dm", PidfNames.DATA_MODEL)
                .attribute("xmlns:rpid", PidfNames.RPID);
        if (presence.tuples().stream().anyMatch(tuple -> !tuple.im().isEmpty())) {
            xml.attribute("xmlns:im", PidfNames.IM);
        }
        xml.attribute("entity", presence.entity());
        presence.tuples().forEach(this::tuple);
        presence.notes().forEach(note -> note("note", note));
        presence.persons().forEach(this::person);
        presence.devices().forEach(this::device);
        xml.close();
    }

    private void tuple(Tuple tuple) {
        xml.open("tuple").attribute("id", tuple.id()).open("status");
        if (tuple.basic() != null) {
            xml.leaf("basic", tuple.basic().text());
        }
        xml.leafUnlessEmpty("im:im", tuple.im()).close();
        xml.leafUnlessEmpty("dm:deviceID", tuple.deviceId());
        if (!tuple.contact().uri().isEmpty()) {
            xml.open("contact")
                    .attributeUnlessEmpty("priority", tuple.contact().priority())
                    .text(tuple.contact().uri())
                    .close();
        }
        tuple.notes().forEach(note -> note("note", note));
        moment("timestamp", tuple.timestamp());
        xml.close();
    }

    private void person(Person person) {
        xml.open("dm:person").attribute("id", person.id());
        if (person.activities() != null) {
            activities(person.activities());
        }
        end(person.notes(), person.timestamp());
    }

    private void activities(Activities activities) {
        xml.open("rpid:activities");
        attribute("from", activities.from());
        attribute("until", activities.until());
        for (Activity kind : activities.kinds()) {
            xml.open("rpid:" + kind.element());
            if (kind == Activity.OTHER) {
                xml.text(activities.other());
            }
            xml.close();
        }
        xml.close();
    }

    private void device(Device device) {
        xml.open("dm:device").attribute("id", device.id()).leafUnlessEmpty("dm:deviceID", device.deviceId());
        end(device.notes(), device.timestamp());
    }

    private void end(List<Note> notes, Instant timestamp) {
        notes.forEach(note -> note("dm:note", note));
        moment("dm:timestamp", timestamp);
        xml.close();
    }

    private void note(String name, Note note) {
        xml.open(name)
                .attributeUnlessEmpty("xml:lang", note.language())
                .text(note.text())
                .close();
    }

    private void attribute(String name, Instant moment) {
        if (moment != null) {
            xml.attribute(name, moment.toString());
        }
    }

    private void moment(String name, Instant moment) {
        if (moment != null) {
            xml.leaf(name, moment.toString());
        }
    }
}
