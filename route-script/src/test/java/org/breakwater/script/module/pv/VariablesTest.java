package org.breakwater.script.module.pv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.breakwater.script.module.core.CoreModule;
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

/** Expected texts were seen on Kamailio 5.6.3 with the same message. */
final class VariablesTest {

    private final ModuleBench bench = new ModuleBench(
                    new CoreModule(new NoForwarding(), "test", Map.of("HOME", "/h")),
                    new PvModule(Statistics.NONE, ZoneOffset.UTC))
            .start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "$ru~sip:bob:pw@home.example:5070;transport=udp;x=1?h=v",
                "$rU $rd $rp $rP $rz $rUl~bob home.example 5070 udp sip 3",
                "$nh(u)|$nh(U)|$nh(d)|$nh(p)|$nh(P)~sip:bob:pw@home.example:5070;transport=udp;x=1?h=v|bob|home.example|5070|udp",
                "$fu $fU $fd $ft $fn~sip:alice@a.example;p=1 alice a.example ft1 \"Alice A\"",
                "$tu $tU $td $tt $tn~sip:bob@b.example bob b.example <null> Bob",
                "$ci $cs $csb $ua $cT $cl~cid@x 7 7 INVITE UA/1 text/plain 7",
                "$rm $rmid $mt $mts $rv $rs $rr $rsi~INVITE 1 1 rq SIP/2.0 <null> <null> 0",
                "$si $sp $Ri $Rp $pr $proto $su $sut $sas~192.0.2.7 5070 192.0.2.1 5060 udp udp sip:192.0.2.7:5070"
                        + " sip:192.0.2.7:5070;transport=udp udp:192.0.2.7:5070",
                "$hdr(X-A) $(hdr(X-A)[1]) $(hdr(X-A)[-1]) $(hdr(X-A)[*]) $(hdr(X-A)[9]) $hdrc(x-a)~one two two one,two <null> 2",
                "$hdr(m) $hdr(None) $hdrc(None)~<sip:alice@192.0.2.7:5070>;expires=60 <null> 0",
                "$expires(min) $expires(max)~60 60",
                "$via0(host) $via0(port) $via0(proto) $via1(branch) $viaZ(host) $via0(received)"
                        + "~192.0.2.7 5070 UDP z9hG4bKdef 10.0.0.1 <null>",
                "$mf $mF $bf $bF $sf~0 00000000 0 00000000 0",
                "$K(UDP) $K(IPv6) $af(name) $true~1 10 IPv4 1",
                "$var(unset) $vn(unset) $avp(unset) $shv(unset)~0 <null> <null> 0",
                "$sel(via[2].host) $sel(contact.uri.host) $sel(contact.expires) $sel(ruri.user)~10.0.0.1 192.0.2.7 60 bob",
                "$env(HOME) $rc~/h 0",
                "$Tf $time(hour) $time(year) $timef(%Y-%m-%d %H:%M:%S) $Ts"
                        + "~Fri Jan 15 08:00:00 2027 8 2027 2027-01-15 08:00:00 1800000000",
                "$od $oU $ou~home.example bob sip:bob:pw@home.example:5070;transport=udp;x=1?h=v",
            })
    void readsAsKamailioDoes(String format, String expected) {
        assertThat(bench.print(ctx, format)).isEqualTo(expected);
    }

    @Test
    void requestUriPartsAreWritable() {
        bench.assign(ctx, "$rU", Value.of("zed"));
        assertThat(bench.print(ctx, "$ru")).isEqualTo("sip:zed:pw@home.example:5070;transport=udp;x=1?h=v");
        bench.assign(ctx, "$rU", Value.NULL);
        assertThat(bench.print(ctx, "$ru $rU")).isEqualTo("sip:home.example:5070;transport=udp;x=1?h=v <null>");
        bench.assign(ctx, "$rd", Value.of("d.d"));
        bench.assign(ctx, "$rp", Value.of(5));
        assertThat(bench.print(ctx, "$ru")).isEqualTo("sip:d.d:5;transport=udp;x=1?h=v");
        bench.assign(ctx, "$rp", Value.NULL);
        assertThat(bench.print(ctx, "$ru $rp")).isEqualTo("sip:d.d;transport=udp;x=1?h=v 5060");
        assertThat(bench.assign(ctx, "$rd", Value.NULL)).isFalse();
        assertThat(bench.assign(ctx, "$ru", Value.of(5))).isFalse();
    }

    @Test
    void anUnparsableRequestUriReadsAsNull() {
        bench.assign(ctx, "$ru", Value.of("not a uri"));
        assertThat(bench.print(ctx, "$ru $rU")).isEqualTo("<null> <null>");
    }

    @Test
    void destinationUriIsClearedByNullAndByTheEmptyString() {
        bench.assign(ctx, "$du", Value.of("sip:1.2.3.4:99;transport=tcp"));
        assertThat(bench.print(ctx, "$du $dd $dp $dP $nh(d)"))
                .isEqualTo("sip:1.2.3.4:99;transport=tcp 1.2.3.4 99 tcp 1.2.3.4");
        bench.assign(ctx, "$du", Value.of(""));
        assertThat(bench.print(ctx, "$du $dd")).isEqualTo("<null> <null>");
    }

    @Test
    void avpsAreStacks() {
        bench.assign(ctx, "$avp(a)", Value.of(1));
        bench.assign(ctx, "$avp(a)", Value.of("two"));
        bench.assign(ctx, "$avp(s:a)", Value.of("three"));
        assertThat(bench.print(ctx, "$avp(a) $(avp(a)[1]) $(avp(a)[2]) $(avp(a)[-1]) $(avp(a)[*]) $cnt($avp(a))"))
                .isEqualTo("three two 1 <null> three, two, 1 3");
        bench.assign(ctx, "$avp(a)", Value.NULL);
        assertThat(bench.print(ctx, "$avp(a)")).isEqualTo("two");
        bench.assign(ctx, "$(avp(a)[*])", Value.of(9));
        assertThat(bench.print(ctx, "$(avp(a)[*])")).isEqualTo("9");
        bench.assign(ctx, "$avp($var(n))", Value.of("dynamic"));
        assertThat(bench.print(ctx, "$avp(0)")).isEqualTo("dynamic");
    }

    @Test
    void xavpRootsAndKeysAreStacks() {
        bench.assign(ctx, "$xavp(x=>k)", Value.of("old"));
        bench.assign(ctx, "$xavp(x=>k)", Value.of("v1"));
        bench.assign(ctx, "$xavp(x[0]=>k)", Value.of("v2"));
        bench.assign(ctx, "$xavp(x[0]=>n)", Value.of(5));
        assertThat(
                        bench.print(
                                ctx,
                                "$xavp(x=>k)|$xavp(x[1]=>k)|$xavp(x[0]=>k[1])|$xavp(x[0]=>k[*])|$xavp(x=>n)|$xavp(x[-1]=>k)|$cnt($xavp(x))"))
                .isEqualTo("v2|old|v1|v2, v1|5|old|2");
        bench.assign(ctx, "$xavp(x)", Value.NULL);
        assertThat(bench.print(ctx, "$xavp(x=>k)")).isEqualTo("old");
        assertThat(bench.assign(ctx, "$xavp(none[0]=>k)", Value.of(1))).isFalse();
    }

    @Test
    void xavuHoldsOneValueAndXaviIgnoresCase() {
        bench.assign(ctx, "$xavu(u)", Value.of("uu"));
        bench.assign(ctx, "$xavu(w=>k)", Value.of("a"));
        bench.assign(ctx, "$xavu(w=>k)", Value.of("wk"));
        bench.assign(ctx, "$xavi(QQ=>kK)", Value.of("ik"));
        assertThat(bench.print(ctx, "$xavu(u) $xavu(w=>k) $xavu(w=>K) $xavi(qq=>KK)"))
                .isEqualTo("uu wk <null> ik");
    }

    @Test
    void scriptVariablesBecomeZeroWhenSetToNullAndVnBecomesNull() {
        bench.assign(ctx, "$var(v)", Value.of("x"));
        bench.assign(ctx, "$var(v)", Value.NULL);
        bench.assign(ctx, "$vn(v)", Value.of(0));
        assertThat(bench.print(ctx, "$var(v) $vn(v)")).isEqualTo("0 0");
        bench.assign(ctx, "$vn(v)", Value.NULL);
        assertThat(bench.print(ctx, "$vn(v)")).isEqualTo("<null>");
    }

    @Test
    void varsetAndShvsetGiveFirstValues() {
        bench.parameter("pv", "varset", "gw=s:sip:1.1.1.1;transport=tcp").parameter("pv", "shvset", "d=i:3");
        assertThat(bench.print(ctx, "$var(gw) $shv(d)")).isEqualTo("sip:1.1.1.1;transport=tcp 3");
        bench.assign(ctx, "$var(gw)", Value.of(0));
        assertThat(bench.print(ctx, "$var(gw)")).isEqualTo("0");
    }

    @Test
    void writingFromChangesTheSentHeaderAndNotTheVariable() {
        bench.assign(ctx, "$fU", Value.of("carol"));
        assertThat(bench.print(ctx, "$fU")).isEqualTo("alice");
        assertThat(ScriptContexts.written(ctx)).contains("From: \"Alice A\" <sip:carol@a.example;p=1>;tag=ft1\r\n");
    }

    @Test
    void forcedSocketIsFoundByItsTextOrLeftAlone() {
        bench.localDomains()
                .setSockets(List.of(ListenPoint.of(TransportProtocol.UDP, FakeFlow.address("192.0.2.1", 5060))));
        bench.assign(ctx, "$fs", Value.of("udp:192.0.2.1:5060"));
        bench.assign(ctx, "$fs", Value.of("udp:9.9.9.9:1"));
        assertThat(bench.print(ctx, "$fs $fsp")).isEqualTo("udp:192.0.2.1:5060 5060");
        bench.assign(ctx, "$fs", Value.NULL);
        assertThat(bench.print(ctx, "$fs")).isEqualTo("<null>");
    }

    @Test
    void branchesCanBePreparedAppendedAndChanged() {
        bench.assign(ctx, "$sbranch(uri)", Value.of("sip:b1@h"));
        bench.assign(ctx, "$sbranch(dst_uri)", Value.of("sip:1.1.1.1"));
        assertThat(bench.call(ctx, "sbranch_append")).isEqualTo(1);
        bench.assign(ctx, "$(branch(uri)[0])", Value.of("sip:b2@h"));
        assertThat(bench.print(ctx, "$(branch(uri)[0]) $(branch(dst_uri)[0]) $branch(count)"))
                .isEqualTo("sip:b2@h sip:1.1.1.1 1");
    }

    @Test
    void credentialsIdentitiesAndDiversionAreRead() {
        ScriptContext register = ScriptContexts.request("""
                REGISTER sip:home.example SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:26051;branch=z9hG4bKabc
                From: alice <sip:alice@a.example>;tag=ft1
                To: <sip:bob@b.example>;tag=tt1
                Call-ID: cid@x
                CSeq: 7 REGISTER
                Contact: <sip:alice@1.1.1.1>;expires=60, <sip:alice2@1.1.1.1>;expires=90
                Authorization: Digest username="alice@home.example", realm="home.example", nonce="n1", uri="sip:home.example", response="0123456789abcdef0123456789abcdef", qop=auth, nc=00000001, cnonce="cn", opaque="op", algorithm=MD5
                P-Asserted-Identity: "PA I" <sip:pai@x.y;a=b>, <tel:+123>
                P-Preferred-Identity: PP <sip:ppi@x.y>
                Remote-Party-ID: <sip:rp@x>;privacy=full
                Diversion: <sip:div@d.e>;reason=user-busy;privacy=off;counter=2
                """);
        assertThat(bench.print(register, "$au $aU $ad $ar $adu $aa $adn $adc $ado $Au $AU"))
                .isEqualTo("alice alice@home.example home.example home.example sip:home.example MD5 n1 cn op"
                        + " alice@a.example alice");
        assertThat(bench.print(register, "$ai $(ai[1]) $pu $pU $pd $pn $re $di $dir $dip $dic"))
                .isEqualTo("sip:pai@x.y;a=b tel:+123 sip:ppi@x.y ppi x.y PP sip:rp@x sip:div@d.e user-busy off 2");
        assertThat(bench.print(register, "$expires(min) $expires(max) $hflc(Contact) $tt"))
                .isEqualTo("60 90 2 tt1");
    }

    @Test
    void paramsExplodeAndImplode() {
        assertThat(bench.call(ctx, "xavp_params_explode", "a=b;c=\"d\"", "x")).isEqualTo(1);
        assertThat(bench.print(ctx, "$xavp(x=>a) $xavp(x=>c)")).isEqualTo("b d");
        assertThat(bench.call(ctx, "xavp_slist_explode", "a=b; c=d;", "=;", "t", "l"))
                .isEqualTo(1);
        assertThat(bench.print(ctx, "$xavp(l[0]=>v[0]) $xavp(l[0]=>v[2])")).isEqualTo("a c");
    }

    @Test
    void typesAreTold() {
        bench.assign(ctx, "$var(i)", Value.of(1));
        assertThat(bench.call(ctx, "is_int", "$var(i)")).isEqualTo(1);
        assertThat(bench.call(ctx, "typeof", "$fU", "str")).isEqualTo(1);
        assertThat(bench.call(ctx, "typeof", "$avp(none)", "null")).isEqualTo(1);
        assertThat(bench.call(ctx, "not_empty", "$avp(none)")).isEqualTo(-1);
        assertThat(bench.call(ctx, "pv_isset", "$fU")).isEqualTo(1);
    }
}
