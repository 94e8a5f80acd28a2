package org.breakwater.script.module.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.NoForwarding;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewritten URIs were seen on Kamailio 5.6.3. */
final class CoreModuleTest {

    private final NoForwarding forwarder = new NoForwarding();
    private final ModuleBench bench = new ModuleBench(new CoreModule(forwarder, "test", Map.of("HOME", "/h"))).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "strip~1~sip:ob:pw@home.example:5070;transport=udp;x=1?h=v",
                "strip~3~sip:home.example:5070;transport=udp;x=1?h=v",
                "strip~5~sip:home.example:5070;transport=udp;x=1?h=v",
                "strip_tail~1~sip:bo:pw@home.example:5070;transport=udp;x=1?h=v",
                "prefix~00~sip:00bob:pw@home.example:5070;transport=udp;x=1?h=v",
                "rewriteuser~zed~sip:zed:pw@home.example:5070;transport=udp;x=1?h=v",
                "rewriteuserpass~zed:q~sip:zed:q@home.example:5070;transport=udp;x=1?h=v",
                "rewritehost~h.x~sip:bob:pw@h.x:5070;transport=udp;x=1?h=v",
                "rewritehostport~h.x:99~sip:bob:pw@h.x:99;transport=udp;x=1?h=v",
                "rewritehostporttrans~h.x:99;transport=tcp~sip:bob:pw@h.x:99;transport=tcp;x=1?h=v",
                "rewriteport~77~sip:bob:pw@home.example:77;transport=udp;x=1?h=v",
                "rewriteuri~sip:$fU@x~sip:$fU@x",
            })
    void requestUriIsRewritten(String function, String argument, String expected) {
        assertThat(bench.call(ctx, function, argument)).isEqualTo(1);
        assertThat(ctx.requestUri()).isEqualTo(expected);
        bench.call(ctx, "revert_uri");
        assertThat(ctx.requestUri()).startsWith("sip:bob:pw@");
    }

    @Test
    void anEmptyUserTakesThePasswordAlong() {
        bench.call(ctx, "rewriteuser", "");
        assertThat(ctx.requestUri()).isEqualTo("sip:home.example:5070;transport=udp;x=1?h=v");
        bench.call(ctx, "prefix", "00");
        assertThat(ctx.requestUri()).startsWith("sip:00@home.example");
    }

    @Test
    void phoneUsersAreMarked() {
        bench.call(ctx, "userphone");
        assertThat(ctx.requestUri()).isEqualTo("sip:bob:pw@home.example:5070;transport=udp;x=1;user=phone?h=v");
    }

    @Test
    void telUrisKeepTheirNumberAndGetAHost() {
        ctx.destination().setUri("tel:+1234;phone-context=x");
        bench.call(ctx, "prefix", "9");
        assertThat(ctx.requestUri()).isEqualTo("tel:9+1234;phone-context=x");
        bench.call(ctx, "rewritehost", "tel.host");
        assertThat(ctx.requestUri()).isEqualTo("sip:9+1234;phone-context=x@tel.host;user=phone");
    }

    @Test
    void aBadRequestUriCannotBeRewritten() {
        ctx.destination().setUri("not a uri");
        assertThat(bench.call(ctx, "strip", "1")).isEqualTo(-1);
    }

    @Test
    void flagsGoByNumberOrDeclaredName() {
        bench.flag("ACC", 4);
        bench.call(ctx, "setflag", "ACC");
        assertThat(bench.call(ctx, "isflagset", "4")).isEqualTo(1);
        bench.call(ctx, "resetflag", "4");
        assertThat(bench.call(ctx, "isflagset", "ACC")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "-1", "undeclared"})
    void otherFlagsAreRefusedAtLoad(String flag) {
        assertThatThrownBy(() -> bench.bind("setflag", flag)).hasMessageContaining("flag");
    }

    @Test
    void sendingMarksAreKept() {
        bench.call(ctx, "force_rport");
        bench.call(ctx, "set_reply_close");
        bench.call(ctx, "set_reply_no_connect");
        bench.call(ctx, "set_forward_no_connect");
        assertThat(ctx.reply().isForceRport()).isTrue();
        assertThat(ctx.reply().isCloseAfterReply()).isTrue();
        assertThat(ctx.reply().isNoConnectForReply()).isTrue();
        assertThat(ctx.reply().isNoConnectForForward()).isTrue();
    }

    @Test
    void forwardingAndAliasesGoThroughThePort() {
        bench.call(ctx, "forward");
        bench.call(ctx, "forward", "h.x", "5070");
        bench.call(ctx, "forward_tcp", "2001:db8::1", "0");
        bench.call(ctx, "force_tcp_alias");
        bench.call(ctx, "add_tcp_alias", "5099");
        assertThat(forwarder.asked())
                .containsExactly("null null", "sip:h.x:5070 null", "sip:[2001:db8::1] TCP", "alias 5070", "alias 5099");
    }

    @Test
    void theSendSocketIsOneWeListenOn() {
        bench.localDomains()
                .setSockets(List.of(ListenPoint.of(TransportProtocol.TCP, FakeFlow.address("192.0.2.1", 5060))));
        assertThat(bench.call(ctx, "force_send_socket", "tcp:192.0.2.1:5060")).isEqualTo(1);
        assertThat(ctx.destination().socket()).hasToString("tcp:192.0.2.1:5060");
        assertThat(bench.call(ctx, "force_send_socket", "udp:192.0.2.1")).isEqualTo(-1);
    }

    @Test
    void branchesAreRemoved() {
        ctx.branches().add(new Destination());
        ctx.branches().add(new Destination());
        assertThat(bench.call(ctx, "remove_branch", "1")).isEqualTo(1);
        assertThat(bench.call(ctx, "remove_branch", "1")).isEqualTo(-1);
        bench.call(ctx, "clear_branches");
        assertThat(ctx.branches()).isEmpty();
    }

    @Test
    void definesAndEnvironmentAreRead() {
        bench.define("N", "42");
        assertThat(bench.print(ctx, "$def(N) $def(M) $defn(M) $env(HOME) $env(NO)"))
                .isEqualTo("42 <null> 0 /h <null>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "via.branch~z9hG4bKabc",
                "via[2].branch~z9hG4bKdef",
                "via[2].transport~TCP",
                "via[1].port~5070",
                "via[3].branch~<null>",
                "from.tag~ft1",
                "from.uri.host~a.example",
                "from.uri.params.p~1",
                "to.tag~<null>",
                "t.name~Bob",
                "contact.expires~60",
                "contact.uri.port~5070",
                "cseq.num~7",
                "cseq.method~INVITE",
                "ruri.params.transport~udp",
                "ruri.pwd~pw",
                "method~INVITE",
                "msg.header[\"User-Agent\"]~UA/1",
                "msg.header.user_agent~UA/1",
                "hf_value.x_a[2]~two",
                "hf_value.contact.param.expires~60",
                "hf_value_exists.x_a.two~1",
                "src.ip~192.0.2.7",
                "cfg_get.mine.no~<null>",
            })
    void selectsWalkIntoTheMessage(String select, String expected) {
        assertThat(bench.print(ctx, "$sel(" + select + ")")).isEqualTo(expected);
    }

    @Test
    void selectsReadCustomParametersAsText() {
        bench.customParameters().set("mine", "number", Value.of(12));
        assertThat(bench.value(ctx, "$sel(cfg_get.mine.number)")).isEqualTo(Value.of("12"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "via.nosuch", "from.uri.nosuch", "via[1", "from..tag"})
    void unknownSelectsAreRefusedAtLoad(String select) {
        assertThatThrownBy(() -> bench.print(ctx, "$sel(" + select + ")")).isInstanceOf(IllegalStateException.class);
    }
}
