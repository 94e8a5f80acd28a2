package org.breakwater.script.module.nathelper;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Rewrites Contact: to the source of the message, or with the source in an {@code alias} parameter. */
final class Contacts {

    static final int NOTHING_TO_DO = 2;

    /** Transports by the number the alias parameter uses. */
    private static final List<String> PROTOCOLS = List.of("none", "udp", "tcp", "tls", "sctp", "ws", "wss");

    private final String alias;

    /** @param aliasName name of the parameter */
    Contacts(String aliasName) {
        this.alias = aliasName.isEmpty() ? "alias" : aliasName;
    }

    /** How the new URI of a contact is made; null leaves it. */
    private interface Change {
        String apply(SipUri uri) throws SipParseException;
    }

    /** {@code fix_nated_contact}. */
    int replaceAddress(ScriptContext ctx) {
        InetSocketAddress source = ctx.flow().remote();
        String address = Addresses.hostText(source.getAddress()) + ':' + source.getPort();
        return change(ctx, uri -> {
            String text = uri.text();
            int from = uri.user() == null ? text.indexOf(':') + 1 : text.indexOf('@') + 1;
            int to = endOfHostPort(text, from);
            return text.substring(0, from) + address + text.substring(to);
        });
    }

    private static int endOfHostPort(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == ';' || text.charAt(i) == '?') {
                return i;
            }
        }
        return text.length();
    }

    /** {@code add_contact_alias()} and {@code set_contact_alias}: with the source, unless the contact is the source. */
    int addSource(ScriptContext ctx, boolean trim) {
        InetSocketAddress source = ctx.flow().remote();
        TransportProtocol protocol = ctx.flow().protocol();
        return change(ctx, uri -> isAt(uri, source, protocol) ? null : withAlias(uri, trim, value(source, protocol)));
    }

    /** {@code add_contact_alias(ip, port, proto)}. */
    int add(ScriptContext ctx, String host, int port, String protocol) {
        int number = PROTOCOLS.indexOf(protocol.toLowerCase(Locale.ROOT));
        if (number < 1 || Addresses.numeric(host) == null || port < 1 || port > 65_535) {
            return -1;
        }
        return change(ctx, uri -> withAlias(uri, false, host + '~' + port + '~' + number));
    }

    private static boolean isAt(SipUri uri, InetSocketAddress source, TransportProtocol protocol) {
        String transport = uri.transport() == null ? "udp" : uri.transport().toLowerCase(Locale.ROOT);
        int port = uri.port() == 0 ? protocol.defaultPort() : uri.port();
        return source.getAddress().equals(Addresses.numeric(uri.host()))
                && port == source.getPort()
                && transport.equals(protocol.token());
    }

    private static String value(InetSocketAddress source, TransportProtocol protocol) {
        return Addresses.hostText(source.getAddress())
                + '~'
                + source.getPort()
                + '~'
                + PROTOCOLS.indexOf(protocol.token());
    }

    private String withAlias(SipUri uri, boolean trim, String value) {
        String text = trim ? without(uri.text()) : uri.text();
        int headers = text.indexOf('?');
        int end = headers < 0 ? text.length() : headers;
        return text.substring(0, end) + ';' + alias + '=' + value + text.substring(end);
    }

    private String without(String text) {
        int at = text.indexOf(';' + alias + '=');
        if (at < 0) {
            return text;
        }
        int end = endOfParam(text, at + 1);
        return text.substring(0, at) + text.substring(end);
    }

    private static int endOfParam(String text, int from) {
        return endOfHostPort(text, from);
    }

    private static int change(ScriptContext ctx, Change change) {
        if (ctx.flow() == null || ctx.message().isContactStar()) {
            return -1;
        }
        int result = -1;
        HeaderElements contacts = ctx.message().elements(HeaderName.CONTACT);
        try {
            while (contacts.next()) {
                String text = contacts.text();
                String old = NameAddr.parse(text).uriText();
                String changed = change.apply(SipUri.parse(old));
                if (changed == null) {
                    result = result < 0 ? NOTHING_TO_DO : result;
                    continue;
                }
                int at = contacts.start() + text.indexOf(old, Math.max(0, text.indexOf('<')));
                boolean bare = text.indexOf('<') < 0;
                ctx.edits().replace(at, at + old.length(), bare ? '<' + changed + '>' : changed);
                result = 1;
            }
            return result;
        } catch (SipParseException e) {
            return -1;
        }
    }

    /** {@code handle_ruri_alias}: sends to where the alias says. {@code last} takes the last alias, else the first. */
    int handleRequestUri(ScriptContext ctx, boolean last) {
        String uri = ctx.requestUri();
        String start = ';' + alias + '=';
        int at = last ? uri.lastIndexOf(start) : uri.indexOf(start);
        if (at < 0) {
            return NOTHING_TO_DO;
        }
        int end = endOfParam(uri, at + 1);
        String target = target(uri.substring(at + start.length(), end));
        if (target == null) {
            return -1;
        }
        ctx.destination().setUri(uri.substring(0, at) + uri.substring(end));
        ctx.destination().setDstUri(target);
        return 1;
    }

    /** The URI an alias value stands for, null if it is malformed. */
    private static String target(String value) {
        String[] parts = value.split("~", -1);
        if (parts.length != 3 || Addresses.numeric(parts[0]) == null || !parts[2].matches("[1-6]")) {
            return null;
        }
        int protocol = parts[2].charAt(0) - '0';
        return "sip:" + parts[0] + ':' + parts[1] + (protocol == 1 ? "" : ";transport=" + PROTOCOLS.get(protocol));
    }

    /** The URI in the alias of the first contact, or null. */
    String aliasOfContact(ScriptContext ctx) {
        try {
            List<NameAddr> contacts =
                    ctx.message().isContactStar() ? List.of() : ctx.message().addresses(HeaderName.CONTACT);
            String value =
                    contacts.isEmpty() ? null : contacts.get(0).uri().params().get(alias);
            return value == null ? null : target(value);
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Where a message came from, as a URI. */
    static String sourceUri(ScriptContext ctx) {
        InetSocketAddress source = ctx.flow().remote();
        TransportProtocol protocol = ctx.flow().protocol();
        return "sip:" + Addresses.hostText(source.getAddress()) + ':' + source.getPort()
                + (protocol == TransportProtocol.UDP ? "" : ";transport=" + protocol.token());
    }

    /** {@code add_rcv_param}: the source as {@code received}, in the URI or behind it. */
    int addReceived(ScriptContext ctx, boolean inUri) {
        String param = ";received=" + (inUri ? "" : "\"") + sourceUri(ctx) + (inUri ? "" : "\"");
        if (inUri) {
            return change(ctx, uri -> uri.text() + param);
        }
        HeaderElements contacts = ctx.message().elements(HeaderName.CONTACT);
        while (contacts.next()) {
            ctx.edits().insert(contacts.end(), param);
        }
        return 1;
    }
}
