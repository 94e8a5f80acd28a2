package org.breakwater.presence.document.rlmi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.breakwater.presence.xml.DocumentException;

/**
 * A body of several parts (RFC 2046 §5.1, RFC 2387).
 *
 * @param boundary 1 to 70 characters; occurs in no part
 */
public record Multipart(String boundary, List<Part> parts) {

    /** The most parts read; a list of that many members is split by who sends it. */
    public static final int MAX_PARTS = 512;

    private static final int MAX_HEADER_LINES = 32;
    private static final String BOUNDARY = "[0-9A-Za-z'()+_,./:=?-]{1,70}";

    /**
     * One part.
     *
     * @param contentId without angle brackets, empty without
     * @param contentType with its parameters
     * @param content text; the documents we carry are all text in UTF-8
     */
    public record Part(String contentId, String contentType, String content) {}

    /** Copies the parts and refuses a boundary that cannot be written. */
    public Multipart {
        parts = List.copyOf(parts);
        if (!boundary.matches(BOUNDARY)) {
            throw new IllegalArgumentException("\"" + boundary + "\" is no boundary of a multipart body");
        }
    }

    /** The parts with the shortest boundary of the form {@code breakwater-N} that occurs in none of them. */
    public static Multipart of(List<Part> parts) {
        int number = 1;
        while (occurs("--breakwater-" + number, parts)) {
            number++;
        }
        return new Multipart("breakwater-" + number, parts);
    }

    private static boolean occurs(String text, List<Part> parts) {
        return parts.stream().anyMatch(part -> part.content().contains(text));
    }

    /** Content type of a list's NOTIFY (RFC 4662 §5.2). */
    public String relatedType() {
        String start = parts.isEmpty() || parts.get(0).contentId().isEmpty()
                ? ""
                : ";start=\"<" + parts.get(0).contentId() + ">\"";
        String type = parts.isEmpty() ? "" : ";type=\"" + mediaType(parts.get(0).contentType()) + "\"";
        return "multipart/related" + type + start + ";boundary=\"" + boundary + "\"";
    }

    /** Content type of parts that stand beside each other. */
    public String mixedType() {
        return "multipart/mixed;boundary=\"" + boundary + "\"";
    }

    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    }

    /** The body's octets. */
    public byte[] write() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** The body as text, for bodies within bodies. */
    public String text() {
        StringBuilder out = new StringBuilder(1024);
        for (Part part : parts) {
            out.append("--").append(boundary).append("\r\nContent-Transfer-Encoding: binary\r\n");
            if (!part.contentId().isEmpty()) {
                out.append("Content-ID: <").append(part.contentId()).append(">\r\n");
            }
            out.append("Content-Type: ").append(part.contentType()).append("\r\n\r\n");
            out.append(part.content()).append("\r\n");
        }
        return out.append("--").append(boundary).append("--\r\n").toString();
    }

    /**
     * The parts of a body. Lines may end with LF alone; what lies before the first boundary is passed over.
     *
     * @param boundary as the content type says
     * @param maxOctets the longest body
     * @throws DocumentException when it is too long, has too many parts or does not end
     */
    public static Multipart read(byte[] body, String boundary, int maxOctets) throws DocumentException {
        if (!boundary.matches(BOUNDARY)) {
            throw new DocumentException("the boundary of the multipart body is empty, longer than 70 characters or has"
                    + " others than RFC 2046 allows; choose another");
        }
        if (body.length > maxOctets) {
            throw new DocumentException(
                    "the multipart body has " + body.length + " octets, more than " + maxOctets + "; send fewer parts");
        }
        List<Part> parts = new ArrayList<>();
        int begin = -1;
        for (int line = 0; line < body.length; line = nextLine(body, line)) {
            int kind = delimiter(body, line, boundary);
            if (kind == 0) {
                continue;
            }
            if (begin >= 0) {
                parts.add(part(body, begin, line));
            }
            if (kind == 2) {
                return new Multipart(boundary, parts);
            }
            if (parts.size() == MAX_PARTS) {
                throw new DocumentException("the multipart body has more than " + MAX_PARTS + " parts; send fewer");
            }
            begin = nextLine(body, line);
        }
        throw new DocumentException("the multipart body does not end with --" + boundary + "--; send all of it");
    }

    /** 0: an ordinary line, 1: a part begins, 2: the end. */
    private static int delimiter(byte[] body, int line, String boundary) {
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        int after = line + mark.length;
        if (after > body.length || !Arrays.equals(body, line, after, mark, 0, mark.length)) {
            return 0;
        }
        String rest = new String(body, after, nextLine(body, line) - after, StandardCharsets.ISO_8859_1);
        return rest.isBlank() ? 1 : rest.startsWith("--") && rest.substring(2).isBlank() ? 2 : 0;
    }

    private static int nextLine(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, body.length);
    }

    private static Part part(byte[] body, int begin, int delimiter) throws DocumentException {
        String id = "";
        String type = "text/plain";
        int line = begin;
        int lines = 0;
        while (line < delimiter) {
            int next = nextLine(body, line);
            String header = new String(body, line, next - line, StandardCharsets.UTF_8).strip();
            line = next;
            if (header.isEmpty()) {
                break;
            }
            if (++lines > MAX_HEADER_LINES) {
                throw new DocumentException(
                        "a part has more than " + MAX_HEADER_LINES + " header lines; an empty line ends them");
            }
            String name = header.substring(0, Math.max(0, header.indexOf(':')))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).strip();
            id = name.equals("content-id") ? value.replaceAll("^<|>$", "") : id;
            type = name.equals("content-type") ? value : type;
        }
        return new Part(id, type, content(body, Math.min(line, delimiter), delimiter));
    }

    /** The line break before a boundary belongs to the boundary. */
    private static String content(byte[] body, int from, int delimiter) {
        int end = delimiter;
        if (end > from && body[end - 1] == '\n') {
            end--;
            if (end > from && body[end - 1] == '\r') {
                end--;
            }
        }
        return new String(body, from, end - from, StandardCharsets.UTF_8);
    }
}
