package org.breakwater.script.module.sdpops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcomes were seen on Kamailio 5.6.3. */
final class SdpopsTest {

    private static final String SDP = """
            v=0
            o=- 1 7 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            a=X-sess:1
            m=audio 4000 RTP/AVP 0 8 9 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:9 G722/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=X-one:1
            m=video 5000 RTP/SAVP 96 34
            a=rtpmap:96 H264/90000
            a=fmtp:96 p=1
            a=rtcp-fb:96 nack
            a=rtcp-fb:* nack pli
            a=inactive
            a=X-two:1
            m=text 0 RTP/AVP 98
            a=rtpmap:98 t140/1000
            """;

    private final ModuleBench bench =
            new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC), new SdpopsModule()).start();

    private static ScriptContext with(String type, String body) {
        String wire = body.replace("\n", "\r\n");
        return ScriptContexts.request("INVITE sip:b@x SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKa\n"
                + "From: <sip:a@x>;tag=1\nTo: <sip:b@x>\nCall-ID: c\nCSeq: 1 INVITE\n"
                + (type == null ? "" : "Content-Type: " + type + "\n")
                + "Content-Length: " + wire.length() + "\n\n" + body);
    }

    private static ScriptContext sdp() {
        return with("application/sdp", SDP);
    }

    private static List<String> gone(ScriptContext ctx) {
        List<String> left = new ArrayList<>(body(ctx));
        List<String> before = new ArrayList<>(SDP.lines().toList());
        before.removeAll(left);
        return before;
    }

    private static List<String> body(ScriptContext ctx) {
        String written = ScriptContexts.written(ctx);
        String body = written.substring(written.indexOf("\r\n\r\n") + 4);
        assertThat(written).contains("Content-Length: " + body.length() + "\r\n");
        return body.lines().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "sdp_with_media~audio~1",
                "sdp_with_media~AUDIO~1",
                "sdp_with_media~foo~-1",
                "sdp_with_active_media~audio~1",
                "sdp_with_active_media~video~-1",
                "sdp_with_active_media~text~-1",
                "sdp_with_transport~rtp/avp~1",
                "sdp_with_transport~AVP~-1",
                "sdp_with_transport_like~SAV~1",
                "sdp_with_codecs_by_id~0~2",
                "sdp_with_codecs_by_id~77,96~2",
                "sdp_with_codecs_by_id~0,34,98~1",
                "sdp_with_codecs_by_id~77~-1",
                "sdp_with_codecs_by_name~pcmu~2",
                "sdp_with_codecs_by_name~GSM~-1",
                "sdp_with_codecs_by_name~H263~-1",
                "sdp_content~1~1",
            })
    void looksIntoADescription(String function, String argument, int expected) {
        assertThat(bench.call(sdp(), function, argument)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "sdp_remove_codecs_by_id~0~1~audio 4000 RTP/AVP 8 9 101~video 5000 RTP/SAVP 96 34~0",
                "sdp_remove_codecs_by_id~0,8,9,101~1~audio 4000 RTP/AVP~video 5000 RTP/SAVP 96 34~4",
                "sdp_remove_codecs_by_id~77~1~audio 4000 RTP/AVP 0 8 9 101~video 5000 RTP/SAVP 96 34~0",
                "sdp_remove_codecs_by_name~PCMU,G722~1~audio 4000 RTP/AVP 8 101~video 5000 RTP/SAVP 96 34~1",
                "sdp_remove_codecs_by_name~pcma~1~audio 4000 RTP/AVP 0 9 101~video 5000 RTP/SAVP 96 34~1",
                "sdp_remove_codecs_by_name~foo~-1~audio 4000 RTP/AVP 0 8 9 101~video 5000 RTP/SAVP 96 34~0",
                "sdp_keep_codecs_by_id~8~1~audio 4000 RTP/AVP 8~video 5000 RTP/SAVP~7",
                "sdp_keep_codecs_by_name~PCMA,telephone-event~1~audio 4000 RTP/AVP 8 101~video 5000 RTP/SAVP~5",
            })
    void takesCodecsOutOfEveryStream(
            String function, String list, int code, String audio, String video, int attributesGone) {
        ScriptContext ctx = sdp();
        assertThat(bench.call(ctx, function, list)).isEqualTo(code);
        assertThat(body(ctx)).contains("m=" + audio, "m=" + video, "a=rtcp-fb:* nack pli");
        assertThat(gone(ctx).stream().filter(l -> l.startsWith("a="))).hasSize(attributesGone);
    }

    @Test
    void takesCodecsOutOfOneKindOfStreamOnly() {
        ScriptContext ctx = sdp();
        bench.call(ctx, "sdp_keep_codecs_by_name", "H264,PCMU", "video");
        assertThat(gone(ctx)).containsExactly("m=video 5000 RTP/SAVP 96 34");
        assertThat(body(ctx)).contains("m=video 5000 RTP/SAVP 96");
    }

    @Test
    void severalChangesAddUp() {
        ScriptContext ctx = sdp();
        bench.call(ctx, "sdp_remove_codecs_by_id", "0");
        bench.call(ctx, "sdp_remove_codecs_by_name", "PCMA");
        bench.call(ctx, "sdp_remove_line_by_prefix", "a=X-");
        bench.call(ctx, "sdp_remove_media", "video");
        assertThat(body(ctx))
                .containsExactly(
                        "v=0",
                        "o=- 1 7 IN IP4 192.0.2.1",
                        "s=-",
                        "c=IN IP4 192.0.2.1",
                        "t=0 0",
                        "m=audio 4000 RTP/AVP 9 101",
                        "a=rtpmap:9 G722/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-15",
                        "m=text 0 RTP/AVP 98",
                        "a=rtpmap:98 t140/1000");
    }

    @Test
    void linesGoByPrefixEverywhereOrInOneKindOfStream() {
        ScriptContext everywhere = sdp();
        assertThat(bench.call(everywhere, "sdp_remove_line_by_prefix", "a=X-")).isEqualTo(1);
        assertThat(gone(everywhere)).containsExactly("a=X-sess:1", "a=X-one:1", "a=X-two:1");
        ScriptContext video = sdp();
        bench.call(video, "sdp_remove_line_by_prefix", "a=X-", "video");
        assertThat(gone(video)).containsExactly("a=X-two:1");
    }

    @Test
    void streamsGoByKindOrTransport() {
        ScriptContext ctx = sdp();
        assertThat(bench.call(ctx, "sdp_remove_transport", "RTP/SAVP")).isEqualTo(1);
        assertThat(gone(ctx)).hasSize(7);
        assertThat(bench.call(sdp(), "sdp_remove_media", "foo")).isEqualTo(-1);
    }

    @Test
    void partsAreReadIntoVariables() {
        ScriptContext ctx = sdp();
        assertThat(bench.call(ctx, "sdp_get", "$avp(s)")).isEqualTo(1);
        assertThat(bench.value(ctx, "$avp(s)").toText()).isEqualTo(SDP.replace("\n", "\r\n"));
        assertThat(bench.call(ctx, "sdp_get_line_startswith", "$avp(l)", "a=rtpmap"))
                .isEqualTo(1);
        assertThat(bench.print(ctx, "$avp(l) $sdp(sess_version)")).isEqualTo("a=rtpmap:8 PCMA/8000 7");
        assertThat(bench.call(ctx, "sdp_get_line_startswith", "$avp(l)", "zz")).isEqualTo(-1);
        assertThat(bench.call(ctx, "sdp_transport", "$avp(t)")).isEqualTo(-2);
        assertThat(bench.call(ctx, "sdp_get_address_family")).isEqualTo(4);
        assertThat(bench.call(ctx, "sdp_with_ice")).isEqualTo(-1);
        assertThat(bench.call(ctx, "sdp_print", "1")).isEqualTo(1);
    }

    @Test
    void oneTransportForAllStreamsIsToldByItsName() {
        ScriptContext ctx = with("application/sdp", "v=0\nc=IN IP6 ::1\nm=audio 1 RTP/AVP 0\na=candidate:1\n");
        assertThat(bench.call(ctx, "sdp_transport", "$avp(t)")).isEqualTo(1);
        assertThat(bench.print(ctx, "$avp(t)")).isEqualTo("RTP/AVP");
        assertThat(bench.call(ctx, "sdp_with_ice")).isEqualTo(1);
        assertThat(bench.call(ctx, "sdp_get_address_family")).isEqualTo(6);
    }

    @Test
    void theSessionVersionCanBeSetAndCountedUp() {
        ScriptContext ctx = sdp();
        assertThat(bench.assign(ctx, "$sdp(sess_version)", Value.of(-1))).isTrue();
        assertThat(body(ctx)).contains("o=- 1 8 IN IP4 192.0.2.1");
        ScriptContext other = sdp();
        bench.assign(other, "$sdp(sess_version)", Value.of(55));
        assertThat(body(other)).contains("o=- 1 55 IN IP4 192.0.2.1");
        assertThat(bench.assign(sdp(), "$sdp(sess_version)", Value.of("x"))).isFalse();
    }

    @Test
    void aPartOfAMultipartBodyIsChangedInItsPlace() {
        ScriptContext ctx = with(
                "multipart/mixed;boundary=b",
                "--b\nContent-Type: text/plain\n\nx\n--b\nContent-Type: application/sdp\n\nv=0\n"
                        + "m=audio 1 RTP/AVP 0 8\n--b--\n");
        assertThat(bench.call(ctx, "sdp_content")).isEqualTo(1);
        bench.call(ctx, "sdp_remove_codecs_by_name", "PCMU");
        assertThat(body(ctx)).contains("--b", "x", "m=audio 1 RTP/AVP 8", "--b--");
    }

    @Test
    void withoutADescriptionEveryFunctionSaysSo() {
        ScriptContext none = with(null, "");
        ScriptContext text = with("text/plain", "hello\n");
        assertThat(bench.call(none, "sdp_get", "$avp(s)")).isEqualTo(-2);
        assertThat(bench.call(text, "sdp_get", "$avp(s)")).isEqualTo(-1);
        assertThat(bench.call(none, "sdp_with_codecs_by_id", "0")).isEqualTo(-2);
        assertThat(bench.call(none, "sdp_with_codecs_by_name", "PCMU")).isEqualTo(-1);
        assertThat(bench.call(text, "sdp_content")).isEqualTo(-1);
        assertThat(bench.call(none, "sdp_remove_codecs_by_id", "0")).isEqualTo(-1);
        assertThat(bench.call(none, "sdp_remove_media", "audio")).isEqualTo(-1);
        assertThat(bench.print(none, "$sdp(body) $sdp(sess_version)")).isEqualTo("<null> <null>");
    }
}
