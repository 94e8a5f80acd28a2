package org.breakwater.script.module.textopsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.textops.TextopsModule;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextopsxModuleTest {

    private static final String LISTS = """
            INVITE sip:bob@home.example SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKabc;rport
            From: <sip:alice@a.example>;tag=ft1
            To: <sip:bob@b.example>
            Call-ID: cid@x
            CSeq: 7 INVITE
            Supp: path, 100rel
            Supp: timer
            Tok: one, two
            Par: v;a=1;b=2, w;b=3
            Asg: a, b, c
            Authz: Digest realm="r", nonce="n"
            Content-Length: 14

            line1
            line2
            """;

    private static final String REPLY = """
            SIP/2.0 603 Decline
            Via: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKabc
            From: <sip:alice@a.example>;tag=ft1
            To: <sip:bob@b.example>;tag=tt
            Call-ID: cid@x
            CSeq: 7 INVITE
            Content-Length: 0

            """;

    private final ModuleBench bench = new ModuleBench(
                    new PvModule(Statistics.NONE, ZoneOffset.UTC), new TextopsModule(), new TextopsxModule())
            .start();
    private final ScriptContext ctx = ScriptContexts.request(LISTS);

    @Test
    void appliedChangesAreSeenByVariables() {
        bench.assign(ctx, "$rU", Value.of("carl"));
        bench.call(ctx, "append_hf", "X-N: 1\r\n");
        assertThat(bench.call(ctx, "msg_apply_changes")).isEqualTo(1);
        assertThat(bench.print(ctx, "$hdr(X-N) $ou $ru")).isEqualTo("1 sip:carl@home.example sip:carl@home.example");
        assertThat(ctx.edits().isEmpty()).isTrue();
    }

    @Test
    void theBodyGoesAwayAndTheLengthFollows() {
        assertThat(bench.call(ctx, "remove_body")).isEqualTo(1);
        bench.call(ctx, "msg_apply_changes");
        assertThat(bench.print(ctx, "$cl [$rb]")).isEqualTo("0 [<null>]");
    }

    @Test
    void onlyNeededHeadersAreKept() {
        bench.call(ctx, "keep_hf", "^Tok");
        assertThat(ScriptContexts.written(ctx))
                .contains("Tok:", "Via:", "Content-Length:")
                .doesNotContain("Supp", "Asg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "append_hf_value~foo~v1~foo: v1",
                "append_hf_value~Supp[1]~mid~Supp: path, mid, 100rel",
                "append_hf_value~Supp[-1]~last~Supp: timer, last",
                "append_hf_value~Supp[9]~nine~Supp: nine",
                "insert_hf_value~Supp[2]~ins~Supp: path, ins, 100rel",
                "insert_hf_value~Supp~top~Supp: top\\r\\nSupp: path",
                "include_hf_value~Supp~newv~Supp: path, 100rel,newv",
                "exclude_hf_value~Supp~100REL~Supp: path\\r\\n",
                "exclude_hf_value~Supp~path~Supp: 100rel\\r\\n",
                "assign_hf_value~Asg[2]~two~Asg: a, two, c",
                "assign_hf_value~Asg[1].p~x~Asg: a;p=x, b, c",
                "assign_hf_value~Asg[3].lr~``~Asg: a, b, c;lr",
                "assign_hf_value~Par[2].b~9~Par: v;a=1;b=2, w;b=9",
                "assign_hf_value2~Authz.nonce~\"nn\"~Authz: Digest realm=\"r\", nonce=\"nn\"",
                "assign_hf_value2~Authz.new~\"y\"~nonce=\"n\",new=\"y\"",
            })
    void valuesOfListsAreSet(String function, String name, String value, String expected) {
        assertThat(bench.call(ctx, function, name, value)).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains(expected.replace("\\r\\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "remove_hf_value~Tok~Tok: two\\r\\n",
                "remove_hf_value~Tok[-1]~Tok: one\\r\\n",
                "remove_hf_value~Par.a~Par: v;b=2, w;b=3",
                "remove_hf_value~Par[2].b~Par: v;a=1;b=2, w\\r\\n",
                "remove_hf_value~Par[*].b~Par: v;a=1, w\\r\\n",
                "remove_hf_value2~Authz.realm~Authz: Digest nonce=\"n\"",
            })
    void valuesOfListsAreRemoved(String function, String name, String expected) {
        assertThat(bench.call(ctx, function, name)).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains(expected.replace("\\r\\n", "\r\n"));
    }

    @Test
    void aListWithoutValuesLosesItsFields() {
        assertThat(bench.call(ctx, "remove_hf_value", "Supp[*]")).isEqualTo(1);
        assertThat(bench.call(ctx, "remove_hf_value", "Nope")).isEqualTo(-1);
        assertThat(ScriptContexts.written(ctx)).doesNotContain("Supp");
    }

    @Test
    void valuesAreFoundInAnyCase() {
        assertThat(bench.call(ctx, "hf_value_exists", "Supp", "PATH")).isEqualTo(1);
        assertThat(bench.call(ctx, "hf_value_exists", "Supp", "nope")).isEqualTo(-1);
    }

    @Test
    void headerIteratorsVisitAddAndRemove() {
        bench.call(ctx, "hf_iterator_start", "i");
        StringBuilder names = new StringBuilder();
        while (bench.call(ctx, "hf_iterator_next", "i") > 0) {
            String name = bench.print(ctx, "$hfitname(i)");
            names.append(name).append(' ');
            if (name.equals("Tok")) {
                bench.call(ctx, "hf_iterator_append", "i", "After: $hfitbody(i)\r\n");
                bench.call(ctx, "hf_iterator_rm", "i");
            }
        }
        assertThat(names.toString()).startsWith("Via From To Call-ID").endsWith("Content-Length ");
        assertThat(bench.call(ctx, "hf_iterator_end", "i")).isEqualTo(1);
        assertThat(ScriptContexts.written(ctx)).contains("After: one, two\r\n").doesNotContain("Tok");
    }

    @Test
    void lineIteratorsVisitTheBody() {
        bench.call(ctx, "bl_iterator_start", "b");
        bench.call(ctx, "bl_iterator_next", "b");
        assertThat(bench.print(ctx, "$blitval(b)")).isEqualTo("line1\r\n");
        bench.call(ctx, "bl_iterator_rm", "b");
        bench.call(ctx, "bl_iterator_next", "b");
        bench.call(ctx, "bl_iterator_insert", "b", "new\r\n");
        assertThat(bench.call(ctx, "bl_iterator_next", "b")).isEqualTo(-1);
        assertThat(ScriptContexts.written(ctx)).endsWith("\r\n\r\nnew\r\nline2\r\n");
    }

    @Test
    void aReplyGetsAnotherStatusAndKeepsQueuedChanges() {
        ScriptContext reply = ScriptContexts.reply(REPLY);
        bench.call(reply, "append_hf", "X-N: 1\r\n");
        assertThat(bench.call(reply, "change_reply_status", "404", "Not Found")).isEqualTo(1);
        assertThat(bench.print(reply, "$rs $rr")).isEqualTo("404 Not Found");
        assertThat(ScriptContexts.written(reply))
                .startsWith("SIP/2.0 404 Not Found\r\nVia:")
                .contains("Content-Length: 0\r\nX-N: 1\r\n");
        assertThat(bench.call(reply, "change_reply_status", "200", "OK")).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, al?ce, 1",
        "alice, *ce, 1",
        "alice, '[a-c]l*', 1",
        "alice, '[!a-c]l*', -1",
        "alice, AL*, -1",
        "alice, b*, -1",
        "'', *, 1"
    })
    void shellPatternsMatch(String value, String pattern, int expected) {
        assertThat(bench.call(ctx, "fnmatch", value, pattern)).isEqualTo(expected);
    }

    @Test
    void shellPatternsMatchInAnyCaseByFlag() {
        assertThat(bench.call(ctx, "fnmatch", "alice", "AL*", "i")).isEqualTo(1);
    }
}
