package org.breakwater.script.module.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.HeaderName;

/**
 * Selects: {@code @via[1].branch}, {@code $sel(contact.uri.host)}. A select walks from a part of the message into ever
 * smaller parts; its value is text, or null when the part is not there.
 */
public final class Selects {

    private static final Map<String, HeaderName> NAME_ADDRESSES = Map.ofEntries(
            Map.entry("from", HeaderName.FROM),
            Map.entry("f", HeaderName.FROM),
            Map.entry("to", HeaderName.TO),
            Map.entry("t", HeaderName.TO),
            Map.entry("contact", HeaderName.CONTACT),
            Map.entry("m", HeaderName.CONTACT),
            Map.entry("refer_to", HeaderName.REFER_TO),
            Map.entry("rpid", HeaderName.REMOTE_PARTY_ID),
            Map.entry("record_route", HeaderName.RECORD_ROUTE),
            Map.entry("rr", HeaderName.RECORD_ROUTE),
            Map.entry("route", HeaderName.ROUTE),
            Map.entry("diversion", HeaderName.DIVERSION));

    private static final Map<String, HeaderName> PLAIN = Map.of(
            "callid", HeaderName.CALL_ID,
            "call_id", HeaderName.CALL_ID,
            "expires", HeaderName.EXPIRES,
            "max_forwards", HeaderName.MAX_FORWARDS,
            "user_agent", HeaderName.USER_AGENT,
            "server", HeaderName.SERVER,
            "date", HeaderName.DATE,
            "content_type", HeaderName.CONTENT_TYPE,
            "content_length", HeaderName.CONTENT_LENGTH);

    private Selects() {}

    /**
     * One step of a select.
     *
     * @param name identifier
     * @param index what stood in brackets without its quotes, null when absent
     */
    record Step(String name, String index) {
        /** The index as a number, or a default when there is none. */
        int number(int otherwise) {
            return index == null ? otherwise : Numbers.parseOrZero(index);
        }
    }

    /**
     * Binds a select.
     *
     * @param text as written, without {@code @}
     * @throws FixupException when there is no such select
     */
    public static Expression bind(String text, LoadContext load) throws FixupException {
        List<Step> steps = steps(text);
        SelectParts parts = find(steps, load);
        if (parts == null) {
            throw new FixupException("there is no select " + text);
        }
        return ctx -> Value.of(parts.text(ctx));
    }

    private static SelectParts find(List<Step> steps, LoadContext load) {
        Step first = steps.get(0);
        List<Step> rest = steps.subList(1, steps.size());
        HeaderName address = NAME_ADDRESSES.get(first.name());
        if (address != null) {
            return SelectParts.nameAddress(address, first.number(1), rest);
        }
        HeaderName plain = PLAIN.get(first.name());
        if (plain != null) {
            return rest.isEmpty() ? ctx -> ctx.message().header(plain) : null;
        }
        return switch (first.name()) {
            case "ruri", "r_uri" -> SelectParts.uri(ctx -> ctx.requestUri(), rest);
            case "dst_uri" -> SelectParts.uri(ctx -> ctx.destination().dstUri(), rest);
            case "next_hop" ->
                SelectParts.uri(
                        ctx -> ctx.destination().dstUri() != null
                                ? ctx.destination().dstUri()
                                : ctx.requestUri(),
                        rest);
            case "via", "v" -> SelectParts.via(first.number(1), rest);
            case "hf_value" -> SelectParts.headerValue(rest);
            case "hf_value_exists" -> SelectParts.headerValueExists(rest);
            case "msg" -> SelectParts.message(rest);
            case "cfg_get" -> customParameter(rest, load.customParameters());
            default -> SelectParts.ofMessage(first.name(), rest);
        };
    }

    private static SelectParts customParameter(List<Step> rest, CustomParameters parameters) {
        if (rest.size() != 2) {
            return null;
        }
        String group = rest.get(0).name();
        String name = rest.get(1).name();
        return ctx -> {
            Value v = parameters.get(group, name);
            return v.isNull() ? null : v.toText();
        };
    }

    private static List<Step> steps(String text) throws FixupException {
        List<Step> steps = new ArrayList<>(4);
        int i = 0;
        while (i < text.length()) {
            int start = i;
            while (i < text.length() && text.charAt(i) != '.' && text.charAt(i) != '[') {
                i++;
            }
            String name = text.substring(start, i).trim();
            String index = null;
            if (i < text.length() && text.charAt(i) == '[') {
                int close = text.indexOf(']', i);
                if (close < 0) {
                    throw new FixupException("select " + text + " has no closing bracket");
                }
                index = unquoted(text.substring(i + 1, close).trim());
                i = close + 1;
            }
            if (name.isEmpty()) {
                throw new FixupException("select " + text + " has an empty step");
            }
            steps.add(new Step(name, index));
            i++;
        }
        if (steps.isEmpty()) {
            throw new FixupException("empty select");
        }
        return steps;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.charAt(0) == '"' && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
