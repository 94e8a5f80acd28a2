package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;

import java.util.List;
import java.util.regex.Pattern;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Contacts whose user part carries the real address: {@code prefix*user*password*host*port*transport@public}. */
final class EncodedContacts {

    private static final int PARTS = 6;
    private static final int MALFORMED = -26;

    private char separator = '*';

    void setSeparator(String text) throws FixupException {
        if (text.length() != 1 || "@:;?".indexOf(text.charAt(0)) >= 0) {
            throw new FixupException("contact_flds_separator is one character that may stand in a user part");
        }
        separator = text.charAt(0);
    }

    List<FunctionExport> exports() {
        return List.of(
                FunctionExport.of(
                        "encode_contact",
                        RouteSets.INCOMING,
                        (a, load) -> {
                            String prefix = a.constantString(0);
                            String host = a.constantString(1);
                            return ctx -> ContactRewriting.apply(ctx, u -> encode(u, prefix, host));
                        },
                        CONSTANT_STRING,
                        CONSTANT_STRING),
                FunctionExport.of("decode_contact", RouteSets.REQUESTS, (a, load) -> this::decodeRequestUri),
                FunctionExport.of(
                        "decode_contact_header",
                        RouteSets.INCOMING_FAILURES,
                        (a, load) -> ctx -> ContactRewriting.apply(ctx, this::decode)));
    }

    private String encode(SipUri u, String prefix, String host) {
        String transport = u.params().get("transport");
        return u.scheme()
                + ':'
                + String.join(
                        String.valueOf(separator),
                        prefix,
                        text(u.user()),
                        text(u.password()),
                        text(u.host()),
                        u.port() < 0 ? "" : Integer.toString(u.port()),
                        text(transport))
                + '@'
                + host;
    }

    private static String text(String part) {
        return part == null ? "" : part;
    }

    private int decodeRequestUri(ScriptContext ctx) {
        try {
            String decoded = decode(SipUri.parse(ctx.requestUri()));
            if (decoded == null) {
                return MALFORMED;
            }
            ctx.destination().setUri(decoded);
            return 1;
        } catch (SipParseException e) {
            return MALFORMED;
        }
    }

    /** The URI that was encoded, null when this one is not encoded. */
    private String decode(SipUri u) {
        String user = u.user();
        String[] parts = user == null ? new String[0] : user.split(Pattern.quote(String.valueOf(separator)), -1);
        if (parts.length != PARTS || parts[3].isEmpty()) {
            return null;
        }
        StringBuilder uri = new StringBuilder(u.scheme()).append(':');
        if (!parts[1].isEmpty()) {
            uri.append(parts[1])
                    .append(parts[2].isEmpty() ? "" : ":" + parts[2])
                    .append('@');
        }
        uri.append(parts[3]).append(parts[4].isEmpty() ? "" : ":" + parts[4]);
        return uri.append(parts[5].isEmpty() ? "" : ";transport=" + parts[5]).toString();
    }
}
