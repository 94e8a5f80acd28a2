package org.breakwater.script.module.xcap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.breakwater.sip.message.UriEscapes;

/**
 * The parts of a URI of XCAP that scripts ask for by {@code $xcapuri(name=>part)}; a part that is not there is empty.
 *
 * @param parts by Kamailio's names
 */
record XcapPath(Map<String, String> parts) {

    /** Names of parts, {@code data} first, which is what scripts assign. */
    static final List<String> NAMES = List.of(
            "data", "uri", "root", "auid", "type", "tree", "xuid", "file", "node", "target", "domain", "uri_adoc");

    private static final Map<String, Integer> TYPES = Map.of(
            "pres-rules", 1 << 1,
            "resource-lists", 1 << 2,
            "rls-services", 1 << 3);

    /** Takes a URI apart; one that is not below the root has a root only. */
    static XcapPath of(String uri, String root) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        String base = root.endsWith("/") ? root : root + '/';
        int start = path.indexOf(base);
        if (start < 0) {
            return new XcapPath(Map.of("data", uri, "uri", uri, "root", root));
        }
        String below = path.substring(start + base.length());
        int separator = below.indexOf("/~~/");
        String document = separator < 0 ? below : below.substring(0, separator);
        List<String> segments = new ArrayList<>(Arrays.asList(document.split("/", -1)));
        boolean users = segments.size() > 1 && segments.get(1).equals("users");
        String auid = segments.get(0);
        String user = users && segments.size() > 2 ? UriEscapes.unescape(segments.get(2)) : "";
        int named = users ? 3 : 2;
        String file = segments.size() > named ? String.join("/", segments.subList(named, segments.size())) : "";
        return new XcapPath(Map.ofEntries(
                Map.entry("data", uri),
                Map.entry("uri", uri),
                Map.entry("root", base),
                Map.entry("auid", auid),
                Map.entry("type", Integer.toString(TYPES.getOrDefault(auid, 0))),
                Map.entry("tree", segments.size() > 1 ? segments.get(1) : ""),
                Map.entry("xuid", user),
                Map.entry("file", UriEscapes.unescape(file)),
                Map.entry("node", separator < 0 ? "" : UriEscapes.unescape(below.substring(separator + 4))),
                Map.entry("target", file.substring(file.lastIndexOf('/') + 1)),
                Map.entry("domain", user.substring(user.indexOf('@') + 1)),
                Map.entry("uri_adoc", path.substring(start, start + base.length()) + document)));
    }

    String part(String name) {
        return parts.getOrDefault(name, "");
    }
}
