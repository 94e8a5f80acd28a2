package org.breakwater.script.module.core;

import java.util.List;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.CSeq;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.NameAddrParser;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.Via;

/** The parts of a message that a select can name; null when the part is not there or malformed. */
@FunctionalInterface
interface SelectParts {

    /** The part as text, or null. */
    String text(ScriptContext ctx);

    /** Parts of a URI. */
    static SelectParts uri(SelectParts whole, List<Selects.Step> rest) {
        if (rest.isEmpty()) {
            return whole;
        }
        UriPart part = uriPart(rest);
        if (part == null) {
            return null;
        }
        return ctx -> {
            String text = whole.text(ctx);
            try {
                return text == null ? null : part.of(SipUri.parse(text));
            } catch (SipParseException e) {
                return null;
            }
        };
    }

    /** One part of a URI. */
    @FunctionalInterface
    interface UriPart {
        /** The part, or null. */
        String of(SipUri uri);
    }

    private static UriPart uriPart(List<Selects.Step> rest) {
        String name = rest.get(0).name();
        if (rest.size() == 2 && (name.equals("params") || name.equals("param"))) {
            String param = rest.get(1).name();
            return u -> u.params().get(param);
        }
        if (rest.size() > 1) {
            return null;
        }
        return switch (name) {
            case "type" -> SipUri::scheme;
            case "user" -> SipUri::user;
            case "pwd" -> SipUri::password;
            case "host" -> SipUri::host;
            case "port" -> u -> u.port() < 0 ? null : Integer.toString(u.port());
            case "hostport" -> u -> u.host() + ":" + (u.port() < 0 ? u.isSecure() ? 5061 : 5060 : u.port());
            case "params" ->
                u -> u.params().text().isEmpty() ? null : u.params().text().substring(1);
            case "transport", "proto" -> SipUri::transport;
            default -> null;
        };
    }

    /** Parts of the {@code number}th value (from 1) of a header that holds name-addrs. */
    static SelectParts nameAddress(HeaderName header, int number, List<Selects.Step> rest) {
        SelectParts value = ctx -> element(ctx.message(), header, number);
        return rest.isEmpty() ? value : ofNameAddress(value, rest);
    }

    private static SelectParts ofNameAddress(SelectParts value, List<Selects.Step> rest) {
        String name = rest.get(0).name();
        if (name.equals("uri")) {
            return uri(ctx -> of(value.text(ctx), NameAddr::uriText), rest.subList(1, rest.size()));
        }
        if (rest.size() == 2 && (name.equals("params") || name.equals("param") || name.equals("p"))) {
            String param = rest.get(1).name();
            return ctx -> of(value.text(ctx), n -> n.params().get(param));
        }
        if (rest.size() > 1) {
            return null;
        }
        return switch (name) {
            case "name" -> ctx -> of(value.text(ctx), NameAddr::displayName);
            case "params" -> ctx -> of(value.text(ctx), n -> withoutSemicolon(n.params()));
            case "instance" -> ctx -> of(value.text(ctx), n -> n.params().get("+sip.instance"));
            case "tag", "q", "expires", "methods", "received", "r2", "lr" ->
                ctx -> of(value.text(ctx), n -> n.params().get(name));
            default -> null;
        };
    }

    /** One part of a name-addr. */
    @FunctionalInterface
    interface AddressPart {
        /** The part, or null. */
        String of(NameAddr address);
    }

    private static String of(String value, AddressPart part) {
        try {
            return value == null ? null : part.of(NameAddr.parse(value));
        } catch (SipParseException e) {
            return null;
        }
    }

    private static String withoutSemicolon(Params params) {
        return params.text().isEmpty() ? null : params.text().substring(1);
    }

    /** Parts of the {@code number}th Via, 1 is the topmost. */
    static SelectParts via(int number, List<Selects.Step> rest) {
        if (rest.isEmpty()) {
            return ctx -> element(ctx.message(), HeaderName.VIA, number);
        }
        ViaPart part = viaPart(rest);
        if (part == null) {
            return null;
        }
        return ctx -> {
            String text = element(ctx.message(), HeaderName.VIA, number);
            try {
                return text == null ? null : part.of(Via.parse(text));
            } catch (SipParseException e) {
                return null;
            }
        };
    }

    /** One part of a Via. */
    @FunctionalInterface
    interface ViaPart {
        /** The part, or null. */
        String of(Via via);
    }

    private static ViaPart viaPart(List<Selects.Step> rest) {
        String name = rest.get(0).name();
        if (name.equals("params") || name.equals("param")) {
            String param = rest.size() == 2 ? rest.get(1).name() : rest.get(0).index();
            return param == null ? null : v -> v.params().get(param);
        }
        if (rest.size() > 1) {
            return null;
        }
        return switch (name) {
            case "name" -> v -> "SIP";
            case "version" -> v -> "2.0";
            case "transport" -> Via::transport;
            case "host" -> Via::host;
            case "port" -> v -> v.port() < 0 ? null : Integer.toString(v.port());
            case "branch", "received", "rport", "i", "alias" -> v -> v.params().get(name);
            default -> null;
        };
    }

    /** {@code hf_value.name[2].…}: one value of any header that is a list; underscores stand for hyphens. */
    static SelectParts headerValue(List<Selects.Step> rest) {
        if (rest.isEmpty()) {
            return null;
        }
        String header = rest.get(0).name().replace('_', '-');
        int number = rest.get(0).number(1);
        SelectParts value = ctx -> number == 0 ? ctx.message().header(header) : element(ctx.message(), header, number);
        List<Selects.Step> more = rest.subList(1, rest.size());
        return more.isEmpty() ? value : valuePart(value, more);
    }

    private static SelectParts valuePart(SelectParts value, List<Selects.Step> rest) {
        String name = rest.get(0).name();
        if ((name.equals("param") || name.equals("p")) && rest.size() <= 2) {
            String param = rest.size() == 2 ? rest.get(1).name() : rest.get(0).index();
            return param == null
                    ? null
                    : ctx -> {
                        String text = value.text(ctx);
                        int semicolon = text == null ? -1 : text.indexOf(';');
                        return semicolon < 0 ? null : new Params(text.substring(semicolon)).get(param);
                    };
        }
        return ofNameAddress(value, rest);
    }

    /** {@code hf_value_exists.name.value}: 1 or 0. */
    static SelectParts headerValueExists(List<Selects.Step> rest) {
        if (rest.size() != 2) {
            return null;
        }
        String header = rest.get(0).name().replace('_', '-');
        String wanted = rest.get(1).name();
        return ctx -> {
            for (int n = 1; ; n++) {
                String value = element(ctx.message(), header, n);
                if (value == null) {
                    return "0";
                }
                if (value.equalsIgnoreCase(wanted)) {
                    return "1";
                }
            }
        };
    }

    /** {@code msg.header["Name"]}, {@code msg.header.name} and what else belongs to the message as a whole. */
    static SelectParts message(List<Selects.Step> rest) {
        boolean header = !rest.isEmpty()
                && (rest.get(0).name().equals("header") || rest.get(0).name().equals("hdr"));
        if (!header) {
            return ofMessage("msg", rest);
        }
        String index = rest.get(0).index();
        String name =
                index != null ? index : rest.size() == 2 ? rest.get(1).name().replace('_', '-') : null;
        return name == null ? null : ctx -> ctx.message().header(name);
    }

    /** What belongs to the message as a whole. */
    static SelectParts ofMessage(String first, List<Selects.Step> rest) {
        String path = rest.isEmpty() ? first : first + '.' + rest.get(0).name();
        if (rest.size() > 1) {
            return null;
        }
        return switch (path) {
            case "method", "request.method" ->
                ctx -> ctx.message().isRequest() ? ctx.message().methodName() : null;
            case "request.uri" -> ctx -> ctx.message().requestUriText();
            case "msg", "msg.all" -> ctx -> ctx.message().toString();
            case "msg.len" -> ctx -> Integer.toString(ctx.message().length());
            case "msg.body", "body" -> ctx -> ctx.message().body();
            case "msg.type" -> ctx -> ctx.message().isRequest() ? "request" : "reply";
            case "cseq" -> ctx -> ctx.message().header(HeaderName.CSEQ);
            case "cseq.num" -> ctx -> cseq(ctx.message(), true);
            case "cseq.method" -> ctx -> cseq(ctx.message(), false);
            case "event" -> ctx -> ctx.message().header(HeaderName.EVENT);
            case "src.ip" ->
                ctx -> ctx.flow() == null
                        ? null
                        : Addresses.text(ctx.flow().remote().getAddress());
            case "src.port" ->
                ctx -> ctx.flow() == null
                        ? null
                        : Integer.toString(ctx.flow().remote().getPort());
            case "dst.ip" ->
                ctx -> ctx.flow() == null
                        ? null
                        : Addresses.text(ctx.flow().local().getAddress());
            case "dst.port" ->
                ctx -> ctx.flow() == null
                        ? null
                        : Integer.toString(ctx.flow().local().getPort());
            default -> null;
        };
    }

    private static String cseq(SipMessage m, boolean number) {
        try {
            CSeq c = m.cseq();
            return number ? Long.toString(c.number()) : c.methodName();
        } catch (SipParseException e) {
            return null;
        }
    }

    private static String element(SipMessage m, HeaderName name, int number) {
        if (name == HeaderName.FROM || name == HeaderName.TO) {
            return m.header(name);
        }
        HeaderElements elements = m.elements(name);
        for (int n = 1; elements.next(); n++) {
            if (n == number) {
                return elements.text();
            }
        }
        return null;
    }

    private static String element(SipMessage m, String name, int number) {
        HeaderIndex index = m.index();
        int n = 0;
        for (int i = index.first(name); i >= 0; i = index.next(name, i + 1)) {
            for (String value : NameAddrParser.split(index.value(i))) {
                if (++n == number) {
                    return value;
                }
            }
        }
        return null;
    }
}
