package org.breakwater.script.module.textops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Return codes and texts were seen on Kamailio 5.6.3 with the same message. */
final class TextopsModuleTest {

    private final ModuleBench bench =
            new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new TextopsModule()).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "search~UA/1~1",
                "search~^User-agent~1",
                "search~nope~-1",
                "search_body~BODY~1",
                "remove_hf~X-A~1",
                "remove_hf~X-None~-1",
                "remove_hf_re~^X-~1",
                "remove_hf_re~^Nope~-1",
                "is_present_hf~x-a~1",
                "is_present_hf~c~1",
                "is_present_hf~Foo~-1",
                "is_present_hf_re~^user-~1",
                "has_body~text/plain~1",
                "has_body~application/sdp~-1",
                "is_method~INVITE|ACK~1",
                "is_method~BYE~-1",
                "is_method~FROBNICATE~-1",
                "is_privacy~id~-1",
                "subst~/UA.1/UB$fU/~1",
                "subst~/zzz/x/~-1",
                "subst_uri~/zzz/carl/~-1",
                "append_hf~X-N: 1~1",
            })
    void answersOneParameterAsKamailioDoes(String function, String argument, int expected) {
        assertThat(bench.call(ctx, function, argument)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "cmp_str~a~A~-1",
                "cmp_istr~a~A~1",
                "search_str~hello~^HE~1",
                "starts_with~hello~he~1",
                "starts_with~hello~xx~-2",
                "starts_with~h~hello~-1",
                "ends_with~hello~lo~1",
                "str_find~hello~ll~3",
                "str_ifind~hello~LL~3",
                "str_find~hello~zz~-1",
                "remove_hf_exp~^X-Nope~^z$~-1",
                "replace~UA/1~UZ~1",
                "replace~zzz~UZ~-1",
            })
    void answersTwoParametersAsKamailioDoes(String function, String first, String second, int expected) {
        assertThat(bench.call(ctx, function, first, second)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "search_hf~X-A~TWO~a~1",
                "search_hf~X-A~two~f~-1",
                "search_hf~X-A~two~l~1",
                "search_hf~X-Z~two~l~-1",
                "in_list~b~a,b,c~,~1",
                "in_list~z~a,b,c~,~-1",
                "in_list_prefix~12345~12,99~,~1",
            })
    void answersThreeParametersAsKamailioDoes(String function, String a, String b, String c, int expected) {
        assertThat(bench.call(ctx, function, a, b, c)).isEqualTo(expected);
    }

    @Test
    void addedFieldsAreNotSeenBeforeTheMessageIsWritten() {
        bench.call(ctx, "append_hf", "X-N: $fU\r\n");
        bench.call(ctx, "append_hf", "X-Aft: 1\r\n", "From");
        bench.call(ctx, "insert_hf", "X-Ins: 1\r\n");
        bench.call(ctx, "insert_hf", "X-InsB: 1\r\n", "Call-ID");
        assertThat(bench.call(ctx, "is_present_hf", "X-N")).isEqualTo(-1);
        String written = ScriptContexts.written(ctx);
        assertThat(written)
                .startsWith("INVITE sip:bob:pw@home.example:5070;transport=udp;x=1?h=v SIP/2.0\r\nX-Ins: 1\r\nVia:");
        assertThat(written).contains(";tag=ft1\r\nX-Aft: 1\r\nTo:");
        assertThat(written).contains("X-InsB: 1\r\nCall-ID:");
        assertThat(written).contains("Content-Length: 7\r\nX-N: alice\r\n\r\nbody");
    }

    @Test
    void aFieldWithoutLineBreakGetsOne() {
        bench.call(ctx, "append_hf", "X-N: 1");
        assertThat(ScriptContexts.written(ctx)).contains("X-N: 1\r\n\r\nbody");
    }

    @Test
    void removedFieldsAreGoneWhenWritten() {
        bench.call(ctx, "remove_hf", "X-A");
        bench.call(ctx, "remove_hf_idx", "Via", "-1");
        assertThat(ScriptContexts.written(ctx))
                .doesNotContain("X-A")
                .doesNotContain("z9hG4bKdef")
                .contains("z9hG4bKabc");
    }

    @Test
    void fieldsAreRemovedByValue() {
        assertThat(bench.call(ctx, "remove_hf_match", "X-A", "eq", "two")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("X-A: one").doesNotContain("X-A: two");
    }

    @Test
    void substitutionsTakeGroupsAndVariables() {
        assertThat(bench.call(ctx, "subst_user", "/b(.*)b/X\\1$fU/")).isEqualTo(1);
        assertThat(bench.print(ctx, "$rU")).isEqualTo("Xoalice");
        assertThat(bench.call(ctx, "subst_uri", "/home/house/")).isEqualTo(1);
        assertThat(bench.print(ctx, "$rd")).isEqualTo("house.example");
        assertThat(bench.call(ctx, "subst_hf", "X-A", "/o/0/g", "a")).isEqualTo(1);
        assertThat(bench.call(ctx, "subst_body", "/^x$/y/")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx))
                .contains("X-A: 0ne\r\nX-A: tw0\r\n")
                .endsWith("body\r\ny");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "/l/L/~HeLlo World",
                "/l/L/g~HeLLo WorLd",
                "/HELLO/x/i~x World",
                "/(H)(e)/\\2\\1/~eHllo World",
                "/zz/y/~Hello World",
                "/^.*o (.*)$/\\1/~World",
                "!l!L!g~HeLLo WorLd",
            })
    void reSubstTransforms(String expression, String expected) {
        bench.assign(ctx, "$var(s)", Value.of("Hello World"));
        assertThat(bench.print(ctx, "$(var(s){re.subst," + expression + "})")).isEqualTo(expected);
    }

    @Test
    void bodyAndTypeAreReplacedAndTheLengthFollows() {
        assertThat(bench.call(ctx, "set_body", "new body", "text/x")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx))
                .contains("Content-Length: 8\r\n")
                .contains("Content-Type: text/x\r\n")
                .doesNotContain("text/plain")
                .endsWith("\r\n\r\nnew body");
    }

    @Test
    void multipartBodiesAreBuiltReadAndFiltered() {
        assertThat(bench.call(ctx, "set_body_multipart")).isEqualTo(1);
        assertThat(bench.call(ctx, "append_body_part", "hello", "text/x", "session"))
                .isEqualTo(1);
        ScriptContext sent = ScriptContexts.request(ScriptContexts.written(ctx));
        assertThat(bench.call(sent, "get_body_part", "text/plain", "$var(b)")).isEqualTo(1);
        assertThat(bench.print(sent, "$var(b)")).isEqualTo("body\r\nx");
        assertThat(bench.call(sent, "get_body_part", "text/x", "$var(b)")).isEqualTo(1);
        assertThat(bench.print(sent, "$var(b)")).isEqualTo("hello");
        assertThat(bench.call(sent, "filter_body", "text/x")).isEqualTo(1);
        assertThat(ScriptContexts.written(sent)).endsWith("\r\n\r\nhello").contains("Content-Length: 5\r\n");
    }

    @Test
    void aPartOfABodyIsRemoved() {
        bench.call(ctx, "set_body_multipart");
        bench.call(ctx, "append_body_part", "hello", "text/x");
        ScriptContext sent = ScriptContexts.request(ScriptContexts.written(ctx));
        assertThat(bench.call(sent, "remove_body_part", "text/x")).isEqualTo(1);
        assertThat(ScriptContexts.written(sent)).doesNotContain("hello").contains("body\r\nx");
    }

    @Test
    void heldAudioIsSeen() {
        String sdp = "\n\nv=0\nc=IN IP4 1.2.3.4\nm=audio 4000 RTP/AVP 0\na=sendonly\n";
        String head = ScriptContexts.INVITE
                .substring(0, ScriptContexts.INVITE.indexOf("\n\n"))
                .replace("\nContent-Length: 7", "");
        assertThat(bench.call(ScriptContexts.request(head + sdp), "is_audio_on_hold"))
                .isEqualTo(1);
        assertThat(bench.call(ScriptContexts.request(head + sdp.replace("a=sendonly\n", "")), "is_audio_on_hold"))
                .isEqualTo(-1);
    }

    @Test
    void textForRepliesIsKept() {
        bench.call(ctx, "append_to_reply", "X-R: $rU");
        bench.call(ctx, "append_time");
        assertThat(ctx.reply().extraHeaders().toString())
                .isEqualTo("X-R: bob\r\nDate: Fri, 15 Jan 2027 08:00:00 GMT\r\n");
    }

    @Test
    void groupsAreTakenOut() {
        assertThat(bench.call(ctx, "regex_substring", "hello world", "(h[a-z]+) (w[a-z]+)", "2", "3", "$var(r)"))
                .isEqualTo(1);
        assertThat(bench.print(ctx, "$var(r)")).isEqualTo("world");
    }

    @Test
    void methodsInSmallLettersDoNotPassTheChecks() {
        ScriptContext small = ScriptContexts.request("register sip:h SIP/2.0\nCSeq: 1 register\n");
        assertThat(bench.call(small, "is_method", "INVITE|REGISTER")).isEqualTo(1);
        ScriptContext other = ScriptContexts.request("Frob sip:h SIP/2.0\nCSeq: 1 Frob\n");
        assertThat(bench.call(other, "is_method", "Frob")).isEqualTo(1);
        assertThat(bench.call(other, "is_method", "FROB")).isEqualTo(-1);
    }

    @Test
    void malformedMethodsAndPatternsAreRefusedAtLoad() {
        assertThatThrownBy(() -> bench.bind("is_method", "INVITE|")).hasMessageContaining("method");
        assertThatThrownBy(() -> bench.bind("search", "(")).hasMessageContaining("regular expression");
        assertThatThrownBy(() -> bench.bind("subst", "/a/b")).hasMessageContaining("/a/b");
    }

    @Test
    @Timeout(2)
    void hostileInputDoesNotHoldTheWorker() {
        String evil = "a".repeat(5000) + "!";
        bench.assign(ctx, "$var(s)", Value.of(evil));
        assertThat(bench.call(ctx, "search_str", "$var(s)", "^(a+)+b")).isEqualTo(-1);
        assertThat(bench.print(ctx, "$(var(s){re.subst,/^(a|aa)+c/x/}{s.len})")).isEqualTo("5001");
    }
}
