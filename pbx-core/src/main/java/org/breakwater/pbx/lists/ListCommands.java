package org.breakwater.pbx.lists;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.breakwater.daemon.base.CommandArguments;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.rls.ListLimits;
import org.breakwater.presence.xcap.XcapRequest;
import org.breakwater.presence.xcap.XcapResponse;
import org.breakwater.presence.xcap.XcapUri;

/**
 * Answers {@code breakwater list …}: lists that belong to nobody, in the XCAP document {@code /rls-services/global/index}.
 * Threads of control.
 */
public final class ListCommands {

    private static final String DOCUMENT = "/rls-services/global/index";
    private static final String EMPTY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"/>";
    private static final String MEMBERS = "urn:ietf:params:xml:ns:resource-lists";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final XcapRequest.Who OPERATOR = new XcapRequest.Who("", true);

    private final Documents documents;
    private final ListBook book;
    private final Names names;
    private final String domain;

    /**
     * @param domain of lists and members for which none is given
     */
    public ListCommands(Documents documents, ListBook book, Names names, String domain) {
        this.documents = documents;
        this.book = book;
        this.names = names;
        this.domain = domain;
    }

    /** Adds them. */
    public void addTo(ControlServer server) {
        server.add("list-show", a -> show(new CommandArguments(a).text("list", "")))
                .add("list-add", a -> add(new CommandArguments(a)))
                .add("list-remove", a -> remove(new CommandArguments(a)));
    }

    private List<Object> show(String name) throws ControlException {
        List<ListDefinition> lists = book.all().stream()
                .filter(list -> name.isEmpty() || names.entity(list.uri()).equals(names.entity(name)))
                .sorted(Comparator.comparing(ListDefinition::uri))
                .toList();
        if (lists.isEmpty() && !name.isEmpty()) {
            throw new ControlException("there is no list " + name + "; breakwater list show tells which there are");
        }
        List<Object> shown = new ArrayList<>();
        for (ListDefinition list : lists) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("list", list.uri());
            row.put("name", list.name());
            row.put("events", list.packages().stream().sorted().toList());
            row.put(
                    "members",
                    list.entries().stream().map(ListDefinition.Entry::uri).toList());
            shown.add(row);
        }
        return shown;
    }

    private Object add(CommandArguments a) throws ControlException {
        String list = uri(a.text("list"));
        List<String> members = members(a);
        if (members.isEmpty()) {
            throw new ControlException("say who is in the list, as in breakwater list add team 1001 1002");
        }
        if (book.isUser(list)) {
            throw new ControlException(list + " is a user; choose another name for the list");
        }
        Set<String> all = new LinkedHashSet<>(ownEntries(list));
        all.addAll(members);
        if (all.size() > ListLimits.USUAL.members()) {
            throw new ControlException("a list has " + ListLimits.USUAL.members() + " members at most; " + list
                    + " would have " + all.size());
        }
        if (ask("GET", "", "", "").status() == 404) {
            done(ask("PUT", "", "application/rls-services+xml", EMPTY));
        }
        boolean fresh = ask("GET", service(list), "", "").status() == 404;
        if (fresh) {
            done(ask("PUT", service(list), "application/xcap-el+xml", element(list, a.text("list"), members)));
        } else {
            for (String member : members) {
                done(ask("PUT", entry(list, member), "application/xcap-el+xml", entry(member)));
            }
        }
        return Map.of(
                "list",
                list,
                "message",
                members.size()
                        + (members.size() == 1 ? " member" : " members")
                        + (fresh ? " in the new list " : " put into ")
                        + list);
    }

    private Object remove(CommandArguments a) throws ControlException {
        String list = uri(a.text("list"));
        List<String> members = members(a);
        if (ask("GET", service(list), "", "").status() == 404) {
            throw new ControlException("there is no list " + list + " made by breakwater list add");
        }
        if (members.isEmpty()) {
            done(ask("DELETE", service(list), "", ""));
            return Map.of("list", list, "message", "the list " + list + " is removed");
        }
        for (String member : members) {
            if (ask("DELETE", entry(list, member), "", "").status() == 404) {
                throw new ControlException(member + " is not in " + list + "; those named before it are removed");
            }
        }
        return Map.of("list", list, "message", String.join(", ", members) + " removed from " + list);
    }

    private List<String> ownEntries(String list) {
        return book.find(list).map(ListDefinition::entries).orElse(List.of()).stream()
                .map(ListDefinition.Entry::uri)
                .toList();
    }

    private List<String> members(CommandArguments a) throws ControlException {
        List<String> uris = new ArrayList<>();
        for (String member : a.texts("members")) {
            uris.add(uri(member));
        }
        return uris.stream().distinct().toList();
    }

    /** Names of users and hosts need no escaping, in XML or elsewhere. */
    private String uri(String text) throws ControlException {
        String rest = text.startsWith("sip:") ? text.substring(4) : text;
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? rest : rest.substring(0, at);
        String host = at < 0 ? domain : rest.substring(at + 1);
        if (!NAME.matcher(user).matches() || !NAME.matcher(host).matches()) {
            throw new ControlException("\"" + text + "\" cannot be in a list; write a user's name, or USER@DOMAIN");
        }
        return "sip:" + user + '@' + host;
    }

    private static String element(String list, String name, List<String> members) {
        StringBuilder text = new StringBuilder("<service xmlns=\"urn:ietf:params:xml:ns:rls-services\" uri=\"")
                .append(list)
                .append("\"><list name=\"");
        text.append(name.replaceFirst("^sip:", "")).append("\">");
        members.forEach(member -> text.append(entry(member)));
        return text.append("</list></service>").toString();
    }

    private static String entry(String member) {
        return "<entry xmlns=\"" + MEMBERS + "\" uri=\"" + member + "\"/>";
    }

    private static String service(String list) {
        return "/~~/rls-services/service[@uri=\"" + list + "\"]";
    }

    private static String entry(String list, String member) {
        return service(list) + "/list/m:entry[@uri=\"" + member + "\"]";
    }

    private XcapResponse ask(String method, String selector, String type, String body) {
        String path =
                XcapUri.escape(DOCUMENT + selector) + (selector.contains("/m:") ? "?xmlns(m=" + MEMBERS + ")" : "");
        return documents.answer(
                method, path, OPERATOR, new XcapRequest.Fields(type, "", ""), body.getBytes(StandardCharsets.UTF_8));
    }

    private static void done(XcapResponse response) throws ControlException {
        if (response.status() >= 300) {
            throw new ControlException(
                    "the list could not be changed: " + response.body().strip());
        }
    }
}
