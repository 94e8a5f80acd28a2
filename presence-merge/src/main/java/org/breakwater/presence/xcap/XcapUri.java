package org.breakwater.presence.xcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.presence.document.pidf.Entity;

/**
 * What a URI names (RFC 4825 §6): a document, or something in one.
 *
 * @param selector of a node, unescaped; empty for the whole document
 * @param prefixes of the selector, from {@code xmlns()} in the query
 */
public record XcapUri(DocumentKey key, String selector, Map<String, String> prefixes) {

    private static final int MAX_CHARACTERS = 4096;
    private static final int MAX_NAME = 128;
    private static final int MAX_USER = 128;

    /** What a column of a database holds beside the root. */
    private static final int MAX_PATH = 230;

    private static final int MAX_PREFIXES = 16;
    private static final String HEX = "0123456789ABCDEF";
    private static final String SEPARATOR = "~~";

    /**
     * Reads path and query below the root of all documents.
     *
     * @throws XcapUriException 400 when it is malformed, 404 when no document is named like this
     */
    public static XcapUri parse(String uri) throws XcapUriException {
        if (uri.length() > MAX_CHARACTERS) {
            throw new XcapUriException(400, "the URI has more than " + MAX_CHARACTERS + " characters; shorten it");
        }
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        if (!segments.get(0).isEmpty()) {
            throw new XcapUriException(400, "the path begins with /");
        }
        segments.remove(0);
        int separator = segments.size();
        for (int i = 0; i < segments.size(); i++) {
            if (unescape(segments.get(i)).equals(SEPARATOR)) {
                separator = i;
                break;
            }
        }
        String selector = "";
        if (separator < segments.size()) {
            selector = unescape(String.join("/", segments.subList(separator + 1, segments.size())));
            if (selector.isEmpty()) {
                throw new XcapUriException(400, "nothing follows /~~/; name a node, or leave it out");
            }
        }
        DocumentKey key = key(segments.subList(0, separator));
        return new XcapUri(key, selector, question < 0 ? Map.of() : prefixes(unescape(uri.substring(question + 1))));
    }

    private static DocumentKey key(List<String> escaped) throws XcapUriException {
        List<String> segments = new ArrayList<>();
        for (String segment : escaped) {
            segments.add(unescape(segment));
        }
        boolean global = segments.size() > 2 && segments.get(1).equals("global");
        boolean users = segments.size() > 3 && segments.get(1).equals("users");
        if (!global && !users) {
            throw new XcapUriException(
                    404, "documents are at /USAGE/users/sip:USER@HOST/NAME and at /USAGE/global/NAME");
        }
        List<String> rest = segments.subList(global ? 2 : 3, segments.size());
        String name = String.join("/", rest);
        boolean sound = rest.stream().noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))
                && name.length() <= MAX_NAME
                && name.chars().allMatch(c -> c >= ' ' && c != '\u007f');
        if (!sound) {
            throw new XcapUriException(
                    404, "a document's name has 1 to " + MAX_NAME + " characters and no empty parts");
        }
        DocumentKey key = new DocumentKey(segments.get(0), global ? "" : user(segments.get(2)), name);
        if (key.escapedPath().length() > MAX_PATH) {
            throw new XcapUriException(404, "a document's path has " + MAX_PATH + " characters at most");
        }
        return key;
    }

    private static String user(String text) throws XcapUriException {
        String user = Entity.sip(text);
        boolean sound = user.length() <= MAX_USER
                && user.indexOf('@') > "sip:".length()
                && !user.endsWith("@")
                && user.chars().allMatch(c -> c > ' ' && c != '/' && c != '\u007f');
        if (!sound) {
            throw new XcapUriException(404, "a user is named sip:USER@HOST");
        }
        return user;
    }

    /** {@code xmlns(a=urn:x)xmlns(b=urn:y)}; parts of other schemes are passed over (XPointer). */
    private static Map<String, String> prefixes(String query) throws XcapUriException {
        Map<String, String> prefixes = new LinkedHashMap<>();
        int at = 0;
        while (at < query.length()) {
            int open = query.indexOf('(', at);
            if (open < 0) {
                throw malformedQuery();
            }
            String scheme = query.substring(at, open).strip();
            StringBuilder data = new StringBuilder();
            at = balanced(query, open + 1, data);
            int equals = data.indexOf("=");
            if (scheme.equals("xmlns")) {
                if (equals < 1 || prefixes.size() == MAX_PREFIXES) {
                    throw malformedQuery();
                }
                prefixes.put(
                        data.substring(0, equals).strip(),
                        data.substring(equals + 1).strip());
            }
        }
        return prefixes;
    }

    /** Up to the parenthesis that closes; {@code ^} takes the next character as it is. */
    private static int balanced(String query, int from, StringBuilder data) throws XcapUriException {
        int depth = 1;
        for (int i = from; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '^' && i + 1 < query.length()) {
                data.append(query.charAt(++i));
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
            data.append(c);
        }
        throw malformedQuery();
    }

    private static XcapUriException malformedQuery() {
        return new XcapUriException(
                400, "the query declares prefixes as xmlns(PREFIX=NAMESPACE), " + MAX_PREFIXES + " at most");
    }

    /** A path as it is written in a URI. */
    public static String escape(String path) {
        StringBuilder out = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-._~/:@!$&'()*+,;=".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static String unescape(String text) throws XcapUriException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) != '%') {
                int next = text.offsetByCodePoints(i, 1);
                out.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw new XcapUriException(400, "after % come two hexadecimal digits");
            }
            out.write(high << 4 | low);
            i += 3;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new XcapUriException(400, "what is escaped with % is not UTF-8");
        }
    }
}
