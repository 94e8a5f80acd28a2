package org.breakwater.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosixPatternTest {

    /** Every row was checked against regcomp of glibc with REG_EXTENDED. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "^\\d$             ~ d    ~ true",
                "^\\d$             ~ 5    ~ false",
                "^\\n$             ~ n    ~ true",
                "^\\w$             ~ 5    ~ true",
                "^\\.$             ~ x    ~ false",
                "^(a)\\1$          ~ aa   ~ true",
                "^[\\d]$           ~ \\   ~ true",
                "^[\\d]$           ~ 5    ~ false",
                "^[]a]$            ~ ]    ~ true",
                "^[^]a]$           ~ ]    ~ false",
                "^[a[]$            ~ [    ~ true",
                "^[a&&b]$          ~ &    ~ true",
                "^[[:digit:]]+$    ~ 42   ~ true",
                "^[[:digit:]+]+$   ~ +42  ~ true",
                "^[^[:digit:]]$    ~ 4    ~ false",
                "^[[:alpha:]_-]+$  ~ a_-b ~ true",
                "^[:]$             ~ :    ~ true",
            })
    void matchesWhatThePosixLibraryMatches(String expression, String text, boolean matches) {
        assertThat(Pattern.compile(PosixPattern.toJava(expression))
                        .matcher(text)
                        .find())
                .isEqualTo(matches);
    }

    @Test
    void unknownCharacterClassIsNamed() {
        assertThatThrownBy(() -> PosixPattern.toJava("a[[:digits:]]"))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("unknown character class [:digits:]");
    }

    @Test
    void classWithoutNameIsReadAsCharacters() {
        assertThat(PosixPattern.toJava("[[:]")).isEqualTo("[\\[:]");
    }
}
