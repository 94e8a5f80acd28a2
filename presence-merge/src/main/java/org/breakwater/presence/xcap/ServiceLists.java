package org.breakwater.presence.xcap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.rls.ListDirectory;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/**
 * The lists of all {@code rls-services} documents, in memory (RFC 4826 §4). Lists within a list are made flat, references
 * followed, members that come again left out. A reference leads to documents of the same user and of the global tree only:
 * nobody reads another's list by pointing at it.
 */
public final class ServiceLists implements ListDirectory {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_REFERENCES = 64;

    private final DocumentStore store;
    private final int maxMembers;
    private volatile Map<String, ListDefinition> lists = Map.of();

    /**
     * No lists yet; call {@link #reload}.
     *
     * @param maxMembers of a list; what comes after them is left out
     */
    public ServiceLists(DocumentStore store, int maxMembers) {
        this.store = store;
        this.maxMembers = maxMembers;
    }

    @Override
    public Optional<ListDefinition> find(String uri) {
        return Optional.ofNullable(lists.get(uri));
    }

    /** URIs of all lists. */
    public Set<String> uris() {
        return lists.keySet();
    }

    /**
     * Reads the documents again. Blocks when the store does. Of two lists with one URI that of the document whose path comes
     * first counts.
     *
     * @return sentences about what could not be used, empty when all is well
     */
    public List<String> reload() {
        List<String> problems = new ArrayList<>();
        Map<String, ListDefinition> found = new HashMap<>();
        store.all(RlsServicesUsage.AUID).entrySet().stream()
                .sorted((a, b) -> a.getKey().path().compareTo(b.getKey().path()))
                .forEach(entry -> read(entry.getKey(), entry.getValue(), found, problems));
        lists = Map.copyOf(found);
        return problems;
    }

    private void read(DocumentKey key, StoredDocument document, Map<String, ListDefinition> to, List<String> problems) {
        try {
            XmlNode.Element root = XmlTree.read(document.text(), XmlLimits.OWN);
            for (XmlNode.Element service : RlsServicesUsage.services(root)) {
                String uri = Entity.sip(service.attribute("uri"));
                Flattening flat = new Flattening(key, problems);
                ListDefinition list =
                        new ListDefinition(uri, name(service), packages(service), flat.entriesOf(service));
                if (to.putIfAbsent(uri, list) != null) {
                    problems.add(key.path() + ": " + uri + " is the list of another document; choose another URI");
                }
            }
        } catch (DocumentException e) {
            problems.add(key.path() + ": " + e.getMessage());
        }
    }

    private static Set<String> packages(XmlNode.Element service) {
        Set<String> packages = new LinkedHashSet<>();
        for (XmlNode.Element element : service.elements()) {
            if (element.is(RlsServicesUsage.NAMESPACE, "packages")) {
                element.elements().forEach(one -> packages.add(one.text()));
            }
        }
        return packages;
    }

    private static String name(XmlNode.Element service) {
        for (XmlNode.Element element : service.elements()) {
            if (element.is(RlsServicesUsage.NAMESPACE, "list")) {
                String display = displayName(element);
                return display.isEmpty() ? element.attribute("name") : display;
            }
        }
        return "";
    }

    private static String displayName(XmlNode.Element element) {
        for (XmlNode.Element child : element.elements()) {
            if (child.is(ResourceListsUsage.NAMESPACE, "display-name")) {
                return child.text();
            }
        }
        return "";
    }

    /** One list being made flat. */
    private final class Flattening {

        private final DocumentKey owner;
        private final List<String> problems;
        private final Map<String, ListDefinition.Entry> entries = new LinkedHashMap<>();
        private final Set<String> followed = new HashSet<>();
        private boolean full;

        Flattening(DocumentKey owner, List<String> problems) {
            this.owner = owner;
            this.problems = problems;
        }

        List<ListDefinition.Entry> entriesOf(XmlNode.Element service) {
            for (XmlNode.Element element : service.elements()) {
                if (element.is(RlsServicesUsage.NAMESPACE, "list")) {
                    add(element, 0);
                } else if (element.is(RlsServicesUsage.NAMESPACE, "resource-list")) {
                    follow(element.text(), 0);
                }
            }
            return List.copyOf(entries.values());
        }

        private void add(XmlNode.Element list, int depth) {
            if (depth > MAX_DEPTH) {
                problems.add(owner.path() + ": lists lie deeper than " + MAX_DEPTH + " in one another; make them flat");
                return;
            }
            for (XmlNode.Element element : list.elements()) {
                if (!element.namespace().equals(ResourceListsUsage.NAMESPACE)) {
                    continue;
                }
                switch (element.name()) {
                    case "entry" -> entry(element);
                    case "list" -> add(element, depth + 1);
                    case "entry-ref" -> follow(element.attribute("ref"), depth);
                    case "external" -> follow(element.attribute("anchor"), depth);
                    default -> {}
                }
            }
        }

        private void entry(XmlNode.Element element) {
            ListDefinition.Entry entry = new ListDefinition.Entry(element.attribute("uri"), displayName(element));
            if (entries.size() < maxMembers) {
                entries.putIfAbsent(entry.uri(), entry);
            } else if (!entries.containsKey(entry.uri()) && !full) {
                full = true;
                problems.add(owner.path() + ": a list has more than " + maxMembers
                        + " members; those after them are left out, make two lists of it");
            }
        }

        /** A reference that leads nowhere is left out, one that was followed already as well. */
        private void follow(String reference, int depth) {
            if (!followed.add(reference)) {
                return;
            }
            if (followed.size() > MAX_REFERENCES) {
                problems.add(owner.path() + ": a list follows more than " + MAX_REFERENCES + " references; use fewer");
                return;
            }
            Optional<XmlNode.Element> found = find(reference);
            if (found.isEmpty()) {
                problems.add(owner.path() + ": " + reference + " leads to no list or entry of one's own or of all");
            } else if (found.get().is(ResourceListsUsage.NAMESPACE, "entry")) {
                entry(found.get());
            } else {
                add(found.get(), depth + 1);
            }
        }

        private Optional<XmlNode.Element> find(String reference) {
            int begin = ("/" + reference).indexOf("/" + ResourceListsUsage.AUID + "/");
            if (begin < 0) {
                return Optional.empty();
            }
            try {
                XcapUri uri = XcapUri.parse(("/" + reference).substring(begin));
                boolean mayRead = uri.key().isGlobal() || uri.key().user().equals(owner.user());
                Optional<StoredDocument> document = mayRead ? store.find(uri.key()) : Optional.empty();
                if (document.isEmpty()) {
                    return Optional.empty();
                }
                XmlNode.Element root = XmlTree.read(document.get().text(), XmlLimits.OWN);
                if (uri.selector().isEmpty()) {
                    return Optional.of(root);
                }
                NodeSelector selector =
                        NodeSelectorReader.read(uri.selector(), ResourceListsUsage.NAMESPACE, uri.prefixes());
                List<List<Integer>> found = selector.find(root);
                return found.size() == 1 ? Optional.of(Edit.at(root, found.get(0))) : Optional.empty();
            } catch (XcapUriException | DocumentException e) {
                return Optional.empty();
            }
        }
    }
}
