package org.breakwater.presence.xmpp.stanza;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * An address in XMPP (RFC 7622), {@code local@domain/resource}. Local part and domain are kept in lower case, so that equal
 * addresses are equal here.
 *
 * @param local empty for a server
 * @param resource empty for a bare address
 */
public record Jid(String local, String domain, String resource) {

    private static final int MAX_OCTETS = 1023;
    private static final String NOT_IN_LOCAL = "\"&'/:<>@ ";

    /** Reads an address; empty when it is none. */
    public static Optional<Jid> parse(String text) {
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        String resource = slash < 0 ? "" : text.substring(slash + 1);
        int at = bare.indexOf('@');
        if (at == 0 || slash >= 0 && resource.isEmpty()) {
            return Optional.empty();
        }
        return of(at < 0 ? "" : bare.substring(0, at), bare.substring(at + 1), resource);
    }

    /** Puts an address together; empty when a part has characters it may not have, or is too long. */
    public static Optional<Jid> of(String local, String domain, String resource) {
        String user = folded(local);
        String server = folded(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
        boolean fits = fits(user) && fits(server) && fits(resource);
        return fits
                        && !server.isEmpty()
                        && isDomain(server)
                        && isLocal(user)
                        && resource.chars().noneMatch(Jid::isControl)
                ? Optional.of(new Jid(user, server, resource))
                : Optional.empty();
    }

    private static String folded(String part) {
        return Normalizer.normalize(part, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static boolean fits(String part) {
        return part.length() <= MAX_OCTETS && part.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS;
    }

    private static boolean isLocal(String part) {
        return part.chars().noneMatch(c -> isControl(c) || Character.isWhitespace(c) || NOT_IN_LOCAL.indexOf(c) >= 0);
    }

    private static boolean isDomain(String part) {
        return part.chars()
                .allMatch(c -> c == '.'
                        || c == '-'
                        || c == ':'
                        || c == '['
                        || c == ']'
                        || Character.isLetterOrDigit(c)
                        || c > 0x7f && !isControl(c) && !Character.isWhitespace(c));
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) || c >= 0xFFFE;
    }

    /** Without a resource. */
    public Jid bare() {
        return resource.isEmpty() ? this : new Jid(local, domain, "");
    }

    /** With another resource. */
    public Jid at(String otherResource) {
        return new Jid(local, domain, otherResource);
    }

    @Override
    public String toString() {
        return (local.isEmpty() ? "" : local + '@') + domain + (resource.isEmpty() ? "" : '/' + resource);
    }
}
