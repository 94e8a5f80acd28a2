package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PvSpecTest {

    private static String parts(PvSpec spec) {
        String index = spec.index() instanceof PvSpec.NumberIndex n
                ? "[" + n.value() + "]"
                : spec.index() instanceof PvSpec.AllIndex
                        ? "[*]"
                        : spec.index() instanceof PvSpec.NextIndex
                                ? "[+]"
                                : spec.index() instanceof PvSpec.VariableIndex v ? "[" + parts(v.variable()) + "]" : "";
        return spec.name()
                + (spec.inner() == null ? "" : "(" + spec.inner().text() + ")")
                + index
                + spec.transformations().stream()
                        .map(t -> "{" + t.qualifiedName() + (t.arguments() == null ? "" : "|" + t.arguments()) + "}")
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            $ru                             ~ ru
            $(ru)                           ~ ru
            $?                              ~ ?
            $$                              ~ $
            $($)                            ~ $
            $var(x)                         ~ var(x)
            $hdr(Via)                       ~ hdr(Via)
            $(hdr(Via)[1])                  ~ hdr(Via)[1]
            $(hdr(Via)[-1]{s.len})          ~ hdr(Via)[-1]{s.len}
            $(avp(x)[*])                    ~ avp(x)[*]
            $(avp(x)[$var(i)])              ~ avp(x)[var(i)]
            $(branch(uri)[+])               ~ branch(uri)[+]
            $(ru{uri.user})                 ~ ru{uri.user}
            $(ru{uri.user}{s.substr,0,3})   ~ ru{uri.user}{s.substr|0,3}
            $(ru{uri.user} {s.len})         ~ ru{uri.user}{s.len}
            $(var(x){s.select,1,,})         ~ var(x){s.select|1,,}
            $(var(x){re.subst,/a{2}/b/g})   ~ var(x){re.subst|/a{2}/b/g}
            $(var(x){param.value,$var(y)})  ~ var(x){param.value|$var(y)}
            $(var(x){s.select,0, })         ~ 'var(x){s.select|0, }'
            $xavp(a[0]=>k)                  ~ xavp(a[0]=>k)
            $xavp(a=>k[1])                  ~ xavp(a=>k[1])
            $sht(t=>$si::$ci)               ~ sht(t=>$si::$ci)
            $avp($var(name))                ~ avp($var(name))
            $hdr($(var(n){s.tolower}))      ~ hdr($(var(n){s.tolower}))
            $timef(%Y-%m-%d)                ~ timef(%Y-%m-%d)
            $def(A)                         ~ def(A)
            """)
    void partsAreTakenApart(String text, String expected) throws PvSyntaxException {
        assertThat(parts(PvSpec.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            $               ~ 1  ~ name of a pseudo-variable
            $()             ~ 2  ~ name of a pseudo-variable
            $var()          ~ 4  ~ empty '()'
            $var(x          ~ 6  ~ missing ')'
            $(var(x)        ~ 8  ~ ')' expected
            $(ru[)          ~ 6  ~ missing ']'
            $(ru[])         ~ 4  ~ empty '[]'
            $(hdr(a)[x])    ~ 9  ~ index of $hdr must be a number
            $(hdr(a)[$])    ~ 10 ~ name of a pseudo-variable
            $(ru{s.len)     ~ 11 ~ missing '}'
            $(ru{len})      ~ 5  ~ must have the form
            $(ru{s.})       ~ 5  ~ has no name
            $ru[1]          ~ 3  ~ unexpected '['
            $ru{s.len}      ~ 3  ~ unexpected '{'
            ru              ~ 0  ~ begins with '$'
            """)
    void malformedVariablesNameTheOffset(String text, int offset, String message) {
        // When
        PvSyntaxException e = catchThrowableOfType(PvSyntaxException.class, () -> PvSpec.parse(text));

        // Then
        assertThat(e).hasMessageContaining(message);
        assertThat(e.offset()).isEqualTo(offset);
    }

    @Test
    void nestedVariablesAreParsed() throws PvSyntaxException {
        // When
        PvSpec table = PvSpec.parse("$sht(t=>$si::$(ci{s.md5}))");
        PvSpec byName = PvSpec.parse("$avp($var(n))");

        // Then
        assertThat(table.inner().isConstant()).isFalse();
        assertThat(table.inner().format().pieces()).hasSize(4);
        assertThat(table.inner().variable()).isNull();
        assertThat(byName.inner().variable().name()).isEqualTo("var");
        assertThat(PvSpec.parse("$var(n)").inner().isConstant()).isTrue();
    }

    @Test
    void argumentsAreCutOutsideNestedVariables() throws PvSyntaxException {
        // When
        PvSpec spec = PvSpec.parse("$(var(x){s.replace,$(var(y){s.select,1,-}),b})");

        // Then
        assertThat(spec.transformations().get(0).argumentList()).isEqualTo(List.of("$(var(y){s.select,1,-})", "b"));
        assertThat(PvSpec.parse("$(ru{s.len})").transformations().get(0).argumentList())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            call from $fu to $(tu{uri.user})! ~ 'call from '|fu|' to '|tu|'!'
            $ru$du                          ~ ru|du
            cost 5$$ each                   ~ 'cost 5$ each'
            $$                              ~ '$'
            plain                           ~ 'plain'
            [$var(x)]                       ~ '['|var|']'
            $fU:$rU                         ~ fU|':'|rU
            """)
    void formatStringsAreCutIntoPieces(String text, String expected) throws PvSyntaxException {
        // When
        String pieces = FormatString.parse(text).pieces().stream()
                .map(p -> p instanceof FormatString.Variable v
                        ? v.spec().name()
                        : "'" + ((FormatString.Literal) p).text() + "'")
                .collect(Collectors.joining("|"));

        // Then
        assertThat(pieces).isEqualTo(expected);
    }

    @Test
    void formatStringsKnowOffsetsAndConstants() throws PvSyntaxException {
        // Given
        FormatString format = FormatString.parse("ab$ru");

        // Then
        assertThat(((FormatString.Variable) format.pieces().get(1)).offset()).isEqualTo(2);
        assertThat(format.isConstant()).isFalse();
        assertThat(FormatString.parse("").constantValue()).isEmpty();
        assertThat(FormatString.parse("a$$b").constantValue()).isEqualTo("a$b");
        assertThat(FormatString.parse("$ru").singleVariable().name()).isEqualTo("ru");
        assertThatThrownBy(() -> FormatString.parse("costs 5$"))
                .isInstanceOfSatisfying(
                        PvSyntaxException.class, e -> assertThat(e.offset()).isEqualTo(8));
    }

    @Test
    void deeplyNestedVariablesEndInBoundedDepth() throws PvSyntaxException {
        // When: deeper than supported, the innermost names stay text
        PvSpec spec = PvSpec.parse("$a(".repeat(2000) + "x" + ")".repeat(2000));

        // Then
        int depth = 0;
        while (spec.inner() != null && spec.inner().variable() != null) {
            spec = spec.inner().variable();
            depth++;
        }
        assertThat(depth).isBetween(10, 64);
    }
}
