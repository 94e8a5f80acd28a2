package org.breakwater.presence.rls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.document.rlmi.ResourceList;
import org.breakwater.presence.document.rlmi.ResourceListXml;
import org.breakwater.presence.lamp.PhoneLamp;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;

/** What a phone makes of the documents of a list of lamps, by RFC 4662 §5 and RFC 4235 §3.10. */
final class KnownList {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

    final Map<String, KnownMember> members = new LinkedHashMap<>();
    private final Map<String, Long> versions;
    private final String path;
    private long version = -1;

    KnownList() {
        this("", new HashMap<>());
    }

    /** Versions of all that was ever in it outlive what leaves it. */
    private KnownList(String path, Map<String, Long> versions) {
        this.path = path;
        this.versions = versions;
    }

    static final class KnownMember {
        String name = "";
        String state = "";
        String id = "";
        final Map<String, DialogElement> dialogs = new TreeMap<>();
        KnownList list;
    }

    /** Does what a document says; fails when a version falls or a part is not named. */
    void apply(String contentType, String body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        assertThat(contentType).startsWith("multipart/related;type=\"application/rlmi+xml\";start=\"<");
        assertThat(boundary.find()).isTrue();
        try {
            Multipart parts = Multipart.read(utf8(body), boundary.group(1), 1 << 20);
            ResourceList list = ResourceListXml.read(utf8(parts.parts().get(0).content()), XmlLimits.OWN);
            grows(path, list.version());
            assertThat(list.full() || list.version() == version + 1)
                    .as("no partial state after a gap")
                    .isTrue();
            version = list.version();
            if (list.full()) {
                members.clear();
            }
            apply(list, parts.parts());
        } catch (DocumentException e) {
            throw new AssertionError(body, e);
        }
    }

    private void grows(String what, long next) {
        assertThat(next).as("version of %s", what).isGreaterThan(versions.getOrDefault(what, -1L));
        versions.put(what, next);
    }

    private void apply(ResourceList list, List<Multipart.Part> parts) throws DocumentException {
        Map<String, Multipart.Part> byId = new HashMap<>();
        parts.forEach(part -> assertThat(byId.put(part.contentId(), part)).isNull());
        Set<String> named = new HashSet<>(Set.of(parts.get(0).contentId()));
        for (ResourceList.Resource resource : list.resources()) {
            KnownMember member = members.computeIfAbsent(resource.uri(), uri -> new KnownMember());
            member.name = resource.name();
            for (ResourceList.Instance instance : resource.instances()) {
                if (!instance.id().equals(member.id)) {
                    assertThat(instance.state() != ResourceList.State.ACTIVE
                                    || !instance.contentId().isEmpty())
                            .as("a new instance comes with its state")
                            .isTrue();
                    member.dialogs.clear();
                    member.list = null;
                }
                member.id = instance.id();
                member.state = (instance.state().text() + " " + instance.reason()).strip();
                if (!instance.contentId().isEmpty()) {
                    assertThat(byId).containsKey(instance.contentId());
                    named.add(instance.contentId());
                    state(resource.uri(), member, byId.get(instance.contentId()));
                }
            }
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(byId.keySet());
    }

    private void state(String uri, KnownMember member, Multipart.Part part) throws DocumentException {
        if (part.contentType().startsWith("multipart/related")) {
            member.dialogs.clear();
            KnownList inner = member.list == null ? new KnownList(path + uri + " > ", versions) : member.list;
            member.list = inner;
            inner.apply(part.contentType(), part.content());
            return;
        }
        member.list = null;
        DialogInfo document = DialogInfoReader.read(utf8(part.content()));
        assertThat(document.entity()).isEqualTo(uri);
        grows(path + uri, document.version());
        PhoneLamp.apply(document, member.dialogs);
    }

    /** One line for each member, in the order the phone has them. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        members.forEach((uri, member) -> {
            String state = member.state.startsWith("active") ? "active" : member.state;
            List<String> inner = member.list == null || !state.equals("active") ? List.of() : member.list.lines();
            Object dialogs = state.equals("active") && member.list == null ? member.dialogs : Map.of();
            lines.add(uri + " \"" + member.name + "\" " + state + " " + dialogs + " " + inner);
        });
        return lines;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
