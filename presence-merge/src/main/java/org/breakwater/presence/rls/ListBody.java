package org.breakwater.presence.rls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.document.rlmi.ResourceList;
import org.breakwater.presence.document.rlmi.ResourceList.Resource;
import org.breakwater.presence.document.rlmi.ResourceListXml;

/** A body being filled: states of members until there is no more room. */
final class ListBody {

    private static final String LIST_TYPE = ResourceListXml.CONTENT_TYPE + ";charset=\"UTF-8\"";
    private static final int PART_OVERHEAD = 120;

    private final int room;
    private final List<Multipart.Part> parts = new ArrayList<>();
    private int used;
    private int taken;

    /**
     * @param listOctets what the list's own document needs before a member is added
     */
    ListBody(int room, int listOctets) {
        this.room = room;
        this.used = listOctets + 2 * PART_OVERHEAD;
    }

    /** How many octets are left, 0 or more. */
    int left() {
        return Math.max(0, room - used);
    }

    /**
     * Takes a member's state if it is the first or there is room.
     *
     * @param partOrNull the document, if there is one
     */
    boolean take(Resource resource, Multipart.Part partOrNull) {
        int needed = octets(resource) + (partOrNull == null ? 0 : octets(partOrNull));
        if (taken > 0 && used + needed > room) {
            return false;
        }
        used += needed;
        taken++;
        if (partOrNull != null) {
            parts.add(partOrNull);
        }
        return true;
    }

    /** The body with the list's document before the members'. */
    Multipart with(String contentId, ResourceList list) {
        List<Multipart.Part> all = new ArrayList<>();
        all.add(new Multipart.Part(contentId, LIST_TYPE, ResourceListXml.text(list)));
        all.addAll(parts);
        return Multipart.of(all);
    }

    /** What a list's document needs. */
    static int octets(ResourceList list) {
        return ResourceListXml.write(list).length;
    }

    private static int octets(Resource resource) {
        return octets(new ResourceList("", 0, true, "", List.of(resource)));
    }

    private static int octets(Multipart.Part part) {
        return part.content().getBytes(StandardCharsets.UTF_8).length
                + part.contentId().length()
                + part.contentType().length()
                + PART_OVERHEAD;
    }
}
