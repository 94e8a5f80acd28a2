package org.breakwater.script.module.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.script.export.FixupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

    @TempDir
    Path folder;

    private RuleFile file(String text) throws Exception {
        return RuleFile.read(Files.writeString(folder.resolve("permissions.allow"), text));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:alice@home.example, sip:1@x, true",
        "sip:bob@home.example, sip:1@x, false",
        "sip:eve@other.example, sip:911@home.example, true",
        "sip:eve@other.example, sip:900@home.example, false"
    })
    void rulesMatchBothSides(String from, String to, boolean matches) throws Exception {
        RuleFile rules =
                file("# comment\n\"^sip:.*@home\" EXCEPT \"bob\" : ALL\n\nALL : \"^sip:911@\", \"^sip:112@\"\n");
        assertThat(rules.matches(from, to)).isEqualTo(matches);
    }

    @Test
    void missingFileHasNoRules() throws Exception {
        assertThat(RuleFile.read(folder.resolve("none")).matches("a", "b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "sip:a : ALL", "\"[\" : ALL"})
    void malformedRuleNamesItsLine(String line) {
        assertThatThrownBy(() -> file("\n" + line + "\n"))
                .isInstanceOf(FixupException.class)
                .hasMessageContaining("permissions.allow:2");
    }
}
