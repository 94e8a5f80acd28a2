package org.breakwater.pbx.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.platform.control.ControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFileTest {

    @TempDir
    private Path folder;

    private List<List<String>> read(String text) throws Exception {
        return UserFile.read(Files.writeString(folder.resolve("users.csv"), text));
    }

    @Test
    void aSiteMayStandInAFourthColumn() throws Exception {
        assertThat(read("1001,pbx.example,secret one\n\n1002, pbx.example,secret two,paris\n1003,pbx.example,x y z,\n"))
                .containsExactly(
                        List.of("1001", "pbx.example", "secret one"),
                        List.of("1002", "pbx.example", "secret two", "paris"),
                        List.of("1003", "pbx.example", "x y z"));
    }

    @Test
    void aPasswordWithCommasStandsBetweenQuotes() throws Exception {
        assertThat(read("1001,pbx.example,\"a,b\"\"c\",paris"))
                .containsExactly(List.of("1001", "pbx.example", "a,b\"c", "paris"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001,pbx.example", "1001", "1001,pbx.example,a,b,c", "1001,pbx.example,\"a", ",,x"})
    void aLineThatCannotBeUnderstoodIsNamed(String line) {
        assertThatThrownBy(() -> read("1000,pbx.example,fine\n" + line))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("users.csv:2: write USER,DOMAIN,PASSWORD");
    }
}
