package org.breakwater.script.module.sanity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** The checks, each with its bit. Each gives null when the message passes. */
final class MessageChecks {

    private static final String VERSION = "SIP/2.0";

    private final Set<String> extensions;
    private final List<Check> checks;

    /** @param extensions what Proxy-Require may name, in lower case */
    MessageChecks(Set<String> extensions) {
        this.extensions = Set.copyOf(extensions);
        this.checks = List.of(
                new Check(16384, (ctx, uris) -> firstVia(ctx.message())),
                new Check(1, (ctx, uris) -> version(ctx.message())),
                new Check(2, (ctx, uris) -> AddressChecks.requestUri(ctx)),
                new Check(4, (ctx, uris) -> required(ctx.message())),
                new Check(32, (ctx, uris) -> cseqMethod(ctx.message())),
                new Check(64, (ctx, uris) -> cseqNumber(ctx.message())),
                new Check(128, (ctx, uris) -> contentLength(ctx.message())),
                new Check(256, (ctx, uris) -> expires(ctx.message())),
                new Check(1024, AddressChecks::uris),
                new Check(512, (ctx, uris) -> proxyRequire(ctx.message())),
                new Check(2048, (ctx, uris) -> DigestChecks.check(ctx.message(), true)),
                new Check(4096, (ctx, uris) -> tags(ctx.message())),
                new Check(8192, (ctx, uris) -> DigestChecks.check(ctx.message(), false)));
    }

    private record Check(int bit, Test test) {}

    @FunctionalInterface
    private interface Test {
        Problem problem(ScriptContext ctx, int uris);
    }

    /**
     * The first problem, or null.
     *
     * @param bits which checks to make
     * @param uris which URIs to look at: 1 Request-URI, 2 From, 4 To, 8 Contact
     */
    Problem problem(ScriptContext ctx, int bits, int uris) {
        for (Check check : checks) {
            Problem problem = (bits & check.bit()) == 0 ? null : check.test().problem(ctx, uris);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static Problem firstVia(SipMessage m) {
        try {
            return m.topVia().host().isEmpty() ? Problem.bad("Bad Via1 Header") : null;
        } catch (SipParseException e) {
            return Problem.bad("Bad Via1 Header");
        }
    }

    private static Problem version(SipMessage m) {
        if (!m.isRequest()) {
            return null;
        }
        int start = m.startLine().lastStart();
        String version = new String(
                m.buffer(), start, m.startLine().lastEnd() - start, java.nio.charset.StandardCharsets.ISO_8859_1);
        return version.equalsIgnoreCase(VERSION) ? null : new Problem(505, "Version Not Supported in Request URI", "");
    }

    private static Problem required(SipMessage m) {
        for (HeaderName name :
                List.of(HeaderName.VIA, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ)) {
            if (!m.has(name)) {
                return Problem.bad("Missing Required Header in Request");
            }
        }
        return null;
    }

    private static Problem cseqMethod(SipMessage m) {
        String value = m.header(HeaderName.CSEQ);
        if (value == null || !m.isRequest()) {
            return null;
        }
        int blank = value.lastIndexOf(' ');
        return value.substring(blank + 1).equalsIgnoreCase(m.methodName())
                ? null
                : Problem.bad("CSeq method does not match request method");
    }

    private static Problem cseqNumber(SipMessage m) {
        String value = m.header(HeaderName.CSEQ);
        if (value == null) {
            return null;
        }
        int blank = value.indexOf(' ');
        return isNumber(blank < 0 ? value : value.substring(0, blank)) ? null : Problem.bad("CSeq number is illegal");
    }

    private static Problem contentLength(SipMessage m) {
        String value = m.header(HeaderName.CONTENT_LENGTH);
        return value == null || value.equals(Integer.toString(m.bodyLength()))
                ? null
                : Problem.bad("Content-Length mis-match");
    }

    private static Problem expires(SipMessage m) {
        String value = m.header(HeaderName.EXPIRES);
        return value == null || isNumber(value) ? null : Problem.bad("Expires value is illegal");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Problem proxyRequire(SipMessage m) {
        StringBuilder unknown = new StringBuilder();
        for (String option : m.values(HeaderName.PROXY_REQUIRE)) {
            if (!extensions.contains(option.toLowerCase(Locale.ROOT))) {
                unknown.append(unknown.length() == 0 ? "" : ", ").append(option);
            }
        }
        return unknown.length() == 0
                ? null
                : new Problem(420, "Bad Proxy Require Extension", "Unsupported: " + unknown + "\r\n");
    }

    private static Problem tags(SipMessage m) {
        try {
            if (tagCount(m.to()) > 1) {
                return Problem.bad("Many To Tag Params");
            }
            return tagCount(m.from()) > 1 ? Problem.bad("Many From Tag Params") : null;
        } catch (SipParseException e) {
            return null; // whether they can be read is another check
        }
    }

    private static int tagCount(NameAddr address) {
        int[] count = new int[1];
        address.params().forEach((name, value) -> count[0] += name.equalsIgnoreCase("tag") ? 1 : 0);
        return count[0];
    }
}
