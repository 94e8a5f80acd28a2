package org.breakwater.presence.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes characters of a document's octets before the JDK's scanner sees them: that one prints on the standard error
 * stream what it cannot decode, and knows encodings in which a document may hide.
 */
final class XmlOctets {

    private static final int DECLARATION_OCTETS = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]{0,100}\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{0,40})[\"']");
    private static final Map<String, Charset> KNOWN = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.UTF_8,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "utf-16", StandardCharsets.UTF_16);

    private XmlOctets() {}

    /** The characters without white space, zeros and the mark of the byte order around them. */
    static String decode(byte[] octets) throws DocumentException {
        if (octets.length >= 2 && (octets[0] & 0xff ^ octets[1] & 0xff) == 1 && (octets[0] & 0xfe) == 0xfe) {
            return trimmed(new String(octets, StandardCharsets.UTF_16));
        }
        String start = new String(octets, 0, Math.min(octets.length, DECLARATION_OCTETS), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : start);
        Charset charset = StandardCharsets.UTF_8;
        if (declared.find()) {
            charset = KNOWN.get(declared.group(1).toLowerCase(Locale.ROOT));
            if (charset == null) {
                throw new DocumentException("the encoding \"" + declared.group(1) + "\" is not known; send UTF-8");
            }
        }
        return trimmed(charset == StandardCharsets.UTF_8 ? utf8(octets) : new String(octets, charset));
    }

    /** Some phones say UTF-8 and write umlauts in Latin-1. */
    private static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    private static String trimmed(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && isBlank(text.charAt(from))) {
            from++;
        }
        while (end > from && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(from, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\uFEFF';
    }
}
