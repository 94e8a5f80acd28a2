package org.breakwater.presence.publication;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.document.pidf.PidfReader;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.merge.Publication;
import org.breakwater.presence.snom.ImConversion;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;

/** The package {@code presence} (RFC 3856). */
public final class PresenceEvent implements PublishedEvent {

    private final ImConversion conversion;

    /**
     * @param conversion what {@code im_to_rpidf} does; null when it is off
     */
    public PresenceEvent(ImConversion conversion) {
        this.conversion = conversion;
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public String contentType() {
        return PidfWriter.CONTENT_TYPE;
    }

    @Override
    public PublishedBody accept(byte[] octets) throws DocumentException {
        return keep(PidfReader.read(octets));
    }

    /** A document of our own as it is kept. */
    public PublishedBody keep(Presence presence) {
        String im = ImConversion.sameness(presence);
        String same = im.isEmpty() ? PidfWriter.text(presence.timeless()) : "im\n" + im;
        Presence kept = conversion == null ? presence : conversion.convert(presence);
        return new PublishedBody(contentType(), PidfWriter.text(kept), Sameness.of(same));
    }

    /** What the merge rule takes. What a later version of this program wrote and this one cannot read is left out. */
    public static List<Publication> forMerge(List<Published> published) {
        List<Publication> publications = new ArrayList<>();
        for (Published p : published) {
            Presence presence = read(p.body());
            if (presence != null) {
                Published.Times t = p.times();
                publications.add(new Publication(
                        p.id(), p.source(), t.changedMillis(), t.sequence(), t.expiresAtMillis(), presence));
            }
        }
        return publications;
    }

    private static Presence read(PublishedBody body) {
        try {
            return PidfReader.read(body.text().getBytes(StandardCharsets.UTF_8), XmlLimits.OWN);
        } catch (DocumentException e) {
            return null;
        }
    }
}
