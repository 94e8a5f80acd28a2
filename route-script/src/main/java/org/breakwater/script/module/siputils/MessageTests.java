package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.module.auth.Authenticator;
import org.breakwater.script.module.core.MyselfCheck;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** What kind of message this is and how it came. */
final class MessageTests {

    private static final Set<String> OPTION_TAGS = Set.of("path", "100rel", "timer", "eventlist", "gruu", "outbound");
    private static final int NO_DATE = -1;

    private MessageTests() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(test(
                "has_totag",
                ctx -> ctx.message().toTag() != null && !ctx.message().toTag().isEmpty()));
        all.add(test("is_request", ctx -> ctx.message().isRequest()));
        all.add(test("is_reply", ctx -> !ctx.message().isRequest()));
        all.add(FunctionExport.of(
                "is_supported",
                RouteSets.ANY,
                (a, load) -> {
                    String tag = a.constantString(0).toLowerCase(Locale.ROOT);
                    if (!OPTION_TAGS.contains(tag)) {
                        throw new FixupException("is_supported: " + tag + " is not one of " + OPTION_TAGS);
                    }
                    return ctx -> ctx.message().lists(HeaderName.SUPPORTED, tag) ? 1 : -1;
                },
                CONSTANT_STRING));
        all.add(FunctionExport.of(
                "is_first_hop", RouteSets.ANY, (a, load) -> firstHop(ctx -> Value.ZERO, load.localDomains())));
        all.add(FunctionExport.of("is_first_hop", RouteSets.ANY, MessageTests::firstHop, INT));
        all.add(FunctionExport.of("hdr_date_check", RouteSets.ANY, (a, load) -> dateCheck(a), INT));
        all.add(FunctionExport.of("is_user", RouteSets.REQUESTS_LOCAL, (a, load) -> isUser(a), STRING));
        return all;
    }

    private static FunctionExport test(String name, Test test) {
        return FunctionExport.of(name, RouteSets.ANY, (a, load) -> ctx -> test.holds(ctx) ? 1 : -1);
    }

    private static Action firstHop(Arguments a, LoadContext load) {
        return firstHop(a.expression(0), load.localDomains());
    }

    private static Action firstHop(Expression mode, LocalDomains domains) {
        return ctx -> {
            if (ctx.message().isRequest()) {
                return viaCount(ctx.message()) == 1 ? 1 : -1;
            }
            return isFirstHopOfReply(ctx, mode.asInt(ctx), domains) ? 1 : -1;
        };
    }

    private static int viaCount(SipMessage m) {
        HeaderElements vias = m.elements(HeaderName.VIA);
        int count = 0;
        while (vias.next()) {
            count++;
        }
        return count;
    }

    private static boolean isFirstHopOfReply(ScriptContext ctx, int mode, LocalDomains domains) {
        HeaderElements routes = ctx.message().elements(HeaderName.RECORD_ROUTE);
        if (!routes.next()) {
            return false;
        }
        try {
            SipUri top = NameAddr.parse(routes.text()).uri();
            if (!MyselfCheck.isLocal(top, domains)) {
                return false;
            }
            if (mode == 1) {
                return true;
            }
            boolean numeric = top.host() != null && Addresses.numeric(top.host()) != null;
            return numeric
                    && ctx.flow() != null
                    && !ctx.flow().remote().getAddress().equals(Addresses.numeric(top.host()));
        } catch (SipParseException e) {
            return false;
        }
    }

    private static Action dateCheck(Arguments a) {
        Expression seconds = a.expression(0);
        return ctx -> {
            String date = ctx.message().header(HeaderName.DATE);
            if (date == null) {
                return NO_DATE;
            }
            try {
                long then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toEpochSecond();
                long now = ctx.execution().time().epochSeconds();
                return now > then + seconds.asInt(ctx) ? -1 : 1;
            } catch (DateTimeException e) {
                ctx.log(-1, "hdr_date_check: malformed Date header\n");
                return -1;
            }
        };
    }

    /** Only credentials that an auth function has accepted count. */
    private static Action isUser(Arguments a) {
        Expression name = a.expression(0);
        return ctx -> {
            Authenticator.Accepted accepted = ctx.attachments().get(Authenticator.ACCEPTED);
            if (accepted == null) {
                ctx.log(-1, "is_user: no credentials were accepted; authenticate the request first\n");
                return -1;
            }
            return accepted.credentials().username().equals(name.asText(ctx)) ? 1 : -1;
        };
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(ScriptContext ctx);
    }
}
