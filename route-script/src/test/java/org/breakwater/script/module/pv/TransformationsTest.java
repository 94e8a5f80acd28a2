package org.breakwater.script.module.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts were seen on Kamailio 5.6.3, unless the name of a test says otherwise. */
final class TransformationsTest {

    private final ModuleBench bench = new ModuleBench(new PvModule(Statistics.NONE, ZoneOffset.UTC)).start();
    private final ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Hello World~{s.len}~11",
                "77~{s.int}~77",
                "-5~{s.int}~-5",
                "12abc~{s.int}~NULL",
                "0x1F~{s.int}~NULL",
                "Hello World~{s.substr,0,3}~Hel",
                "Hello World~{s.substr,2,0}~llo World",
                "Hello World~{s.substr,-3,0}~rld",
                "Hello World~{s.substr,-3,2}~rl",
                "Hello World~{s.substr,0,99}~Hello World",
                "Hello World~{s.substr,20,3}~NULL",
                "Hello World~{s.substr,-99,0}~NULL",
                "a,b,c~{s.select,0,,}~a",
                "a,b,c~{s.select,1,,}~b",
                "a,b,c~{s.select,-1,,}~c",
                "a,b,c~{s.select,9,,}~``",
                "a,b,c~{s.select,-9,,}~``",
                "a,b,c~{s.select,1,a}~,b,c",
                "Hello World~{s.strip,2}~llo World",
                "Hello World~{s.strip,99}~``",
                "Hello World~{s.striptail,2}~Hello Wor",
                "Hello World~{s.stripto,e}~ello World",
                "Hello World~{s.prefixes,3}~H,He,Hel",
                "Hello World~{s.replace,l,LL}~HeLLLLo WorLLd",
                "Hello World~{s.rm,l}~Heo Word",
                "a,b,c~{s.before,,}~a",
                "a,b,c~{s.after,,}~b,c",
                "a,b,c~{s.rbefore,,}~a,b",
                "Hello World~{s.before,:}~Hello World",
                "Hello World~{s.after,:}~``",
                "Hello World~{s.toupper}~HELLO WORLD",
                "a1b22~{s.numeric}~122",
                "Hello World~{s.count,l}~3",
                "it's \"q\"~{s.escape.common}~it\\'s \\\"q\\\"",
                "a b@c;d=e%~{s.escape.user}~a%20b%40c;d=e%25",
                "a b@c;d=e~{s.escape.param}~a%20b%40c%3bd%3de",
                "a%20b%40c~{s.unescape.user}~a b@c",
                "a \"b\"~{s.escape.csv}~\"a \"\"b\"\"\"",
                "Hello World~{s.encode.hexa}~48656c6c6f20576f726c64",
                "48656c6c6f~{s.decode.hexa}~Hello",
                "Hello World~{s.encode.base64}~SGVsbG8gV29ybGQ=",
                "Hello World~{s.encode.base64t}~SGVsbG8gV29ybGQ",
                "SGVsbG8=~{s.decode.base64}~Hello",
                "Hello World~{s.encode.base58}~JxF12TrwUP45BMd",
                "JxF12TrwUP45BMd~{s.decode.base58}~Hello World",
                "Hello World~{s.encode.7bit}~C8329BFD065DDF723619",
                "C8329BFD065DDF723619~{s.decode.7bit}~Hello World",
                "it's a@b;c~{s.urlencode.param}~it%27s%20a%40b%3bc",
                "\"quoted\"~{s.unquote}~quoted",
                "<sip:a@b>~{s.unbracket}~sip:a@b",
                "Hello World~{s.corehash}~2764307758",
                "Hello World~{s.corehash,16}~14",
                "0~{s.md5}~cfcd208495d565ef66e7dff9f98764da",
                "1234~{s.ftime,%Y-%m-%d}~1970-01-01",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.value,B}~q;x",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.value,d}~5",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.value,zz}~``",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.in,a}~1",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.in,q}~0",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.count}~5",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.name,-1}~f",
                "a=1;b=\"q;x\";c;d= 5 ;f=~{param.valueat,0}~1",
                "a=1&b=2~{param.value,b,&}~2",
                "\"Jo B\" <sip:jo@h.x;p=1>;tag=tt;expires=5~{nameaddr.uri}~sip:jo@h.x;p=1",
                "\"Jo B\" <sip:jo@h.x;p=1>;tag=tt;expires=5~{nameaddr.len}~23",
                "sip:jo@h.x;tag=t2~{nameaddr.uri}~sip:jo@h.x;tag=t2",
                "\"Jo B\" <sip:jo@h.x;p=1>;tag=tt;expires=5~{tobody.user}~jo",
                "\"Jo B\" <sip:jo@h.x;p=1>;tag=tt;expires=5~{tobody.tag}~tt",
                "\"Jo B\" <sip:jo@h.x;p=1>;tag=tt;expires=5~{tobody.params}~tag=tt;expires=5",
                "\"Jo B\" <sip:jo@h.x;p=1>;tag=tt;expires=5~{tobody.display}~\"Jo B\"",
                "sip:jo@h.x;tag=t2~{tobody.uri}~sip:jo@h.x",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.user}~u",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.passwd}~pw",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.port}~5080",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.params}~transport=tcp;x=y;lr",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.param,x}~y",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.headers}~hd=v",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.lr}~``",
                "sip:u:pw@h.x:5080;transport=tcp;x=y;lr?hd=v~{uri.tosocket}~tcp:h.x:5080",
                "sip:1.2.3.4:5099;transport=tls~{uri.duri}~sip:1.2.3.4:5099;transport=tls",
                "tel:+123;phone-context=z~{uri.user}~+123",
                "nonsense~{uri.user}~NULL",
                "Hello World~{s.substr,1,0}{s.len}~10",
            })
    void transformsAsKamailioDoes(String input, String transformation, String expected) {
        assertThat(transformed(input, transformation)).isEqualTo(expected);
    }

    private String transformed(String input, String transformation) {
        bench.assign(ctx, "$var(x)", Value.of(input));
        Value v = bench.value(ctx, "$(var(x)" + transformation + ")");
        return v.isNull() ? "NULL" : v.toText();
    }

    @Test
    void linesLoseTheirBreaks() {
        String text = "a=1\r\nb=2\r\nc=3";
        assertThat(transformed(text, "{line.count}")).isEqualTo("3");
        assertThat(transformed(text, "{line.at,1}")).isEqualTo("b=2");
        assertThat(transformed(text, "{line.at,-1}")).isEqualTo("c=3");
        assertThat(transformed(text, "{line.at,9}")).isEmpty();
        assertThat(transformed(text, "{line.sw,b=}")).isEqualTo("b=2");
    }

    @Test
    void displayNameKeepsTheBlankBehindIt() {
        assertThat(transformed("Jo <sip:j@h>", "{nameaddr.name}")).isEqualTo("Jo ");
    }

    @Test
    void parametersMayHoldVariables() {
        bench.assign(ctx, "$var(n)", Value.of(1));
        assertThat(transformed("a,b,c", "{s.select,$var(n),,}")).isEqualTo("b");
    }

    @Test
    void uriAliasesGoBothWays() {
        assertThat(transformed("sip:1.2.3.4:5061;transport=tls", "{urialias.encode}"))
                .isEqualTo("1.2.3.4~5061~3");
        assertThat(transformed("1.2.3.4~5061~3", "{urialias.decode}")).isEqualTo("sip:1.2.3.4:5061;transport=tls");
    }

    @Test
    void nullStaysNull() {
        assertThat(bench.value(ctx, "$(avp(none){s.len})").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{s.sha1}",
                "{s.crc32}",
                "{uri.foo}",
                "{s.strip}",
                "{s.substr,1}",
                "{s.substr,0,-1}",
                "{param.value}",
                "{line.at}"
            })
    void unknownAndIncompleteTransformationsAreRefused(String transformation) {
        assertThatThrownBy(() -> transformed("x", transformation)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void uriPartsAreCleanWhereKamailioPrintsAStrayOctet() {
        assertThat(transformed("sip:u:pw@h.x:5080;transport=tcp", "{uri.saor}")).isEqualTo("sip:u@h.x");
        assertThat(transformed("sip:u:pw@h.x:5080;transport=tcp", "{uri.suri}"))
                .isEqualTo("sip:u@h.x:5080;transport=tcp");
    }
}
