package org.breakwater.script.module.sanity;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcomes were seen on Kamailio 5.6.3. */
final class SanityCheckTest {

    private static final String GOOD_LINE = "OPTIONS sip:bob@home.example SIP/2.0";
    private static final String ALL = "32767";

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final ModuleBench bench = new ModuleBench(new SlOnly(), new SanityModule(signalling))
            .parameter("sanity", "autodrop", 0)
            .parameter("sanity", "proxy_require", "foo, Quux");

    private static String message(String line, String changed) {
        StringBuilder text = new StringBuilder(line).append('\n');
        String[] fields = {
            "Via: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKa",
            "From: <sip:a@a.example>;tag=ft1",
            "To: <sip:b@b.example>",
            "Call-ID: c",
            "CSeq: 7 OPTIONS",
            "Content-Length: 0"
        };
        String name = changed == null ? "" : changed.substring(0, changed.indexOf(':') + 1);
        for (String field : fields) {
            if (name.isEmpty() || !field.startsWith(name)) {
                text.append(field).append('\n');
            }
        }
        return text.append(changed == null ? "" : changed + '\n').append('\n').toString();
    }

    private String outcome(String line, String changed, String... arguments) {
        ScriptContext ctx = ScriptContexts.request(message(line, changed));
        int code = bench.call(ctx, "sanity_check", arguments);
        return signalling.asked().isEmpty()
                ? Integer.toString(code)
                : signalling.asked().get(0)
                        + ctx.reply().extraHeaders().toString().replace("\r\n", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Max-Forwards: 70~1",
                "CSeq: 7 INVITE~400 CSeq method does not match request method",
                "CSeq: abc OPTIONS~400 CSeq number is illegal",
                "CSeq: 4294967296 OPTIONS~1",
                "Expires: abc~400 Expires value is illegal",
                "Expires: -1~400 Expires value is illegal",
                "Expires: 4294967296~1",
                "Proxy-Require: foo, bar~420 Bad Proxy Require ExtensionUnsupported: bar",
                "Proxy-Require: FOO~1",
                "From: <foo>;tag=1~400 Invalid From Header",
                "To: <sip:>~400 Invalid To Header",
                "Contact: <foo>~400 Bad Contact URI",
                "Contact: *~1",
                "Contact: <sip:a@b>,<foo>~400 Bad Contact URI",
                "To: <sip:b@x>;tag=1;tag=2~400 Many To Tag Params",
                "From: <sip:b@x>;tag=1;tag=2~400 Many From Tag Params",
                "Authorization: Digest username=\"u\", realm=\"\", nonce=\"n\", uri=\"\", response=\"00\"~1",
                "Authorization: Digest username=\"u\"~400 Bad Auth Credentials",
                "Authorization: Digest foo~400 Bad Auth Header",
                "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"\", uri=\"sip:x\", response=\"00\""
                        + "~400 Auth Empty Nonce",
                "Authorization: Digest username=\"\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"00\""
                        + "~400 Auth Empty User",
                "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"\""
                        + "~400 Auth Empty Response",
                "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"00\", qop=auth"
                        + "~400 Bad Auth Credentials",
                "Authorization: Bearer abc~-1",
            })
    void refusesWhatIsMalformedWithAReasonThatTells(String changed, String expected) {
        bench.start();
        assertThat(outcome(GOOD_LINE, changed, ALL, "15")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS tel:+123 SIP/2.0,1",
        "OPTIONS urn:service:sos SIP/2.0,1",
        "OPTIONS foo:bar SIP/2.0,400 Bad Request URI",
        "OPTIONS sip:bob@ SIP/2.0,400 Bad Request URI",
    })
    void looksAtTheRequestUri(String line, String expected) {
        bench.start();
        assertThat(outcome(line, null, ALL, "15")).isEqualTo(expected);
    }

    @Test
    void otherSchemesPassTheAuthorizationCheckButNotTheDigestCheck() {
        bench.start();
        assertThat(outcome(GOOD_LINE, "Authorization: Bearer abc", "8192")).isEqualTo("1");
        assertThat(outcome(GOOD_LINE, "Authorization: Bearer abc", "2048")).isEqualTo("-1");
    }

    @Test
    void onlyTheChecksAskedForAreMade() {
        bench.start();
        assertThat(outcome(GOOD_LINE, "Expires: abc", "32")).isEqualTo("1");
        assertThat(outcome(GOOD_LINE, "Contact: <foo>", "1024", "7")).isEqualTo("1");
    }

    @Test
    void numbersOutOfRangeFailWithoutAReply() {
        bench.start();
        assertThat(outcome(GOOD_LINE, null, "65535", "7")).isEqualTo("-1");
    }

    @Test
    void autodropStopsTheScript() {
        bench.parameter("sanity", "autodrop", 1).start();
        ScriptContext ctx = ScriptContexts.request(message(GOOD_LINE, "Expires: abc"));
        assertThat(bench.call(ctx, "sanity_check")).isZero();
        assertThat(signalling.asked()).containsExactly("400 Expires value is illegal");
    }

    @Test
    void theReplyCanBeLeftToTheScript() {
        bench.parameter("sanity", "noreply", 1).start();
        ScriptContext ctx = ScriptContexts.request(message(GOOD_LINE, "Expires: abc"));
        assertThat(bench.call(ctx, "sanity_check")).isEqualTo(-1);
        assertThat(signalling.asked()).isEmpty();
        assertThat(bench.call(ctx, "sanity_reply")).isEqualTo(1);
        assertThat(signalling.asked()).containsExactly("400 Expires value is illegal");
    }

    @Test
    void acknowledgementsAndRepliesAreNeverAnswered() {
        bench.start();
        ScriptContext ack = ScriptContexts.request(message("ACK sip:b@home.example SIP/2.0", "CSeq: 7 INVITE"));
        assertThat(bench.call(ack, "sanity_check", "32")).isEqualTo(-1);
        ScriptContext reply = ScriptContexts.reply(message("SIP/2.0 200 OK", "To: <sip:>"));
        assertThat(bench.call(reply, "sanity_check", "17604", "6")).isEqualTo(-1);
        assertThat(signalling.asked()).isEmpty();
    }

    /** Stands for the module sl, which must be loaded. */
    private static final class SlOnly implements ScriptModule {
        private final ModuleExports exports = ModuleExports.of("sl").build();

        @Override
        public ModuleExports exports() {
            return exports;
        }
    }
}
