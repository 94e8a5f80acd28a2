package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
            6 & 4 == 4 ==> (6 & (4 == 4))
            1<<2+1 ==> (1 << (2 + 1))
            1&3^2 ==> (1 & (3 ^ 2))
            1|2&3 ==> (1 | (2 & 3))
            1<<2>>3 ==> (1 << (2 >> 3))
            1-2-3 ==> ((1 - 2) - 3)
            8/4/2 ==> ((8 / 4) / 2)
            1+2*3 mod 4 ==> (1 + ((2 * 3) mod 4))
            "a"+1+2 ==> (("a" + 1) + 2)
            1==2>3 ==> (1 == (2 > 3))
            1||0&&1 ==> (1 || (0 && 1))
            1 or 0 and 1 ==> (1 || (0 && 1))
            $var(a)||$var(b)|1 ==> ($var(a) || ($var(b) | 1))
            !$var(a)==1 ==> ((!$var(a)) == 1)
            not $var(a) && 1 ==> ((!$var(a)) && 1)
            -$var(a)*2 ==> ((-$var(a)) * 2)
            ~$var(a)+1 ==> ((~$var(a)) + 1)
            -7/2 ==> (-7 / 2)
            5-1 ==> (5 - 1)
            5--1 ==> (5 - -1)
            !!$var(a) ==> (!(!$var(a)))
            defined $var(a) && 1 ==> ((defined $var(a)) && 1)
            (int)$var(a)+1 ==> ((INT $var(a)) + 1)
            (str)1+2 ==> ((STRING 1) + 2)
            strlen($var(a))>3 ==> (strlen($var(a)) > 3)
            strempty($var(a)) ==> strempty($var(a))
            selval($var(a), 1, "x") ==> selval($var(a),1,"x")
            ($var(a) = 2)+1 ==> (($var(a) = 2) + 1)
            {exit;} ==> {1}
            $var(a) eq "x" ==> ($var(a) eq "x")
            $var(a) ieq 1 ==> ($var(a) ieq 1)
            $var(a) =~ "^x" ==> ($var(a) =~ "^x")
            $var(a)==$null ==> ($var(a) == $null)
            @via[1].branch ==> @via[1].branch
            @hf_value.x[0].param["a"] ==> @hf_value.x[0].param["a"]
            f() ==> f()
            f(1, "a"+$var(x), $ru) ==> f(1,("a" + $var(x)),$ru)
            f(isflagset(3)) ==> f(isflagset(3))
            route(A) ==> route(`A)
            route(1) ==> route(`1)
            route("A") ==> route("A")
            route($var(x)) ==> route($var(x))
            route("A"+$var(x)) ==> route(("A" + $var(x)))
            """)
    void operatorsBindAsInKamailio(String source, String understood) {
        assertThat(Render.of(Sources.expression(source))).isEqualTo(understood);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
            uri==myself ==> (uri == myself)
            myself!=uri ==> (myself != uri)
            !uri==myself ==> (!(uri == myself))
            from_uri!=myself && 1 ==> ((from_uri != myself) && 1)
            method=="A"||method==BYE ==> ((method == "A") || (method == `BYE))
            method=="A"+"B" ==> (method == ("A" + "B"))
            status=~"[12].." ==> (status =~ "[12]..")
            src_ip==10.0.0.0/8 ==> (src_ip == 10.0.0.0/8)
            src_ip==10.0.0.0/255.0.0.0 ==> (src_ip == 10.0.0.0/8)
            src_ip==10.1.2.3 ==> (src_ip == 10.1.2.3)
            src_ip==[2001:db8::1] ==> (src_ip == 2001:db8:0:0:0:0:0:1)
            src_ip==2001:db8::/32 ==> (src_ip == 2001:db8:0:0:0:0:0:0/32)
            src_ip!=myself ==> (src_ip != myself)
            dst_ip=="1.2.3.4" ==> (dst_ip == "1.2.3.4")
            src_ip==my-host.example.com ==> (src_ip == `my-host.example.com)
            proto==udp ==> (proto == proto:udp)
            proto==WSS ==> (proto == proto:wss)
            proto==17 ==> (proto == 17)
            af==INET6 ==> (af == IPv6)
            af==ipv4 ==> (af == IPv4)
            src_port>1024 ==> (src_port > 1024)
            msg:len>=1300+1 ==> (msg:len >= (1300 + 1))
            src_port==5060 && 1 ==> ((src_port == 5060) && 1)
            to_proto==tcp ==> (snd_proto == proto:tcp)
            """)
    void oldBareWordsAreComparedWithWhatSuitsThem(String source, String understood) {
        assertThat(Render.of(Sources.expression(source))).isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+\"2\"",
                "1-\"2\"",
                "\"a\"-1",
                "\"a\"*$var(x)",
                "$var(x)&\"a\"",
                "\"a\"&&1",
                "\"a\"<1",
                "$var(x)>\"a\"",
                "1==\"a\"",
                "1!=@ruri.user",
                "1 eq \"a\"",
                "1 =~ \"a\"",
                "\"a\" ieq 1",
                "!\"a\"",
                "~\"a\"",
                "-@ruri.user",
                "defined 1",
                "strlen(1)",
                "strempty(1)",
                "1 + 2 + \"a\"",
                "1+(str)1",
                "(int)\"1\"+\"a\"",
                "f()+\"a\"",
                "@cfg_get.a.b - 1"
            })
    void constantsOfTheWrongTypeAreRefused(String source) {
        // When
        Diagnostic error = Sources.refused("route { $var(r) = " + source + "; }");

        // Then
        assertThat(error.message()).startsWith("type mismatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"+1",
                "$var(x)+\"a\"",
                "\"a\"==1",
                "$var(x)-$var(y)",
                "@a.b+1",
                "(int)\"12\"-1",
                "\"a\" eq 1",
                "\"a\"=~1",
                "defined \"a\"",
                "strlen(\"a\")+1",
                "selval(1,\"a\",\"b\")-1",
                "1-f()"
            })
    void combinationsThatAreConvertedAtRunTimeAreAccepted(String source) {
        assertThat(Sources.expression(source)).isNotNull();
    }

    @Test
    void deepNestingIsAnErrorAndNotAnOverflow() {
        // Given
        String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
        String signs = "!".repeat(100_000) + "1";

        // Then
        assertThat(Sources.refused("route { $var(r)=" + deep + "; }").message()).contains("nested more than 256");
        assertThat(Sources.refused("route { $var(r)=" + signs + "; }").message())
                .contains("nested more than 256");
        assertThat(Sources.expression("(".repeat(100) + "1" + ")".repeat(100))).isNotNull();
    }

    @Test
    void longChainsOfOperatorsAreBounded() {
        assertThat(Sources.refused("route { $var(r)=1" + "+1".repeat(5000) + "; }")
                        .message())
                .contains("operators in a row");
        assertThat(Sources.expression("1" + "+1".repeat(900))).isNotNull();
    }

    @Test
    void positionsSpanTheirOperands() {
        // When
        Expression sum = Sources.expression("$var(a) + 12");

        // Then: line 2 of the wrapped text, columns 11 to 22
        assertThat(sum.position()).isEqualTo(new Position("/etc/main.cfg", 2, 11, 22));
    }
}
