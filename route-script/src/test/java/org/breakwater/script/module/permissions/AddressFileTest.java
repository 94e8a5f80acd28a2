package org.breakwater.script.module.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.directory.AddressDirectory.Peer;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFileTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private List<Peer> read(String text) throws FixupException, IOException {
        return AddressFile.read(Files.writeString(folder.resolve("list"), text), warnings::add);
    }

    @Test
    void maskPortAndTagMayBeLeftAway() throws Exception {
        List<Peer> peers = read("# peers\n\n1 192.0.2.1\n2\thost.example 0 5060 trunk # by name\n");

        assertThat(peers).extracting(Peer::group).containsExactly(1, 2);
        assertThat(peers.get(0).block().orElseThrow().prefixLength()).isEqualTo(32);
        assertThat(peers.get(0).port()).isZero();
        assertThat(peers.get(1).block()).isEmpty();
        assertThat(peers.get(1).tag()).isEqualTo("trunk");
        assertThat(warnings).isEmpty();
    }

    @Test
    void lineWithoutGroupIsLeftOutWithAWarning() throws Exception {
        assertThat(read("office 192.0.2.1\n1 192.0.2.2\n")).hasSize(1);
        assertThat(warnings).singleElement().asString().contains("list:1").contains("office");
    }

    @ParameterizedTest
    @CsvSource({"1,GROUP ADDRESS", "1 192.0.2.1 33,0..32", "1 192.0.2.1 32 65536,0..65535", "1 2001:db8:: x,0..128"})
    void mistakeIsRefusedWithItsLine(String line, String said) {
        assertThatThrownBy(() -> read("\n" + line + "\n"))
                .isInstanceOf(FixupException.class)
                .hasMessageContaining("list:2")
                .hasMessageContaining(said);
    }

    @Test
    void reloadReadsTheFileAgainAndAMistakeKeepsWhatWasRead() throws Exception {
        Path file = Files.writeString(folder.resolve("list"), "1 192.0.2.7\n");
        PermissionsModule permissions = new PermissionsModule(null);
        ModuleBench bench = new ModuleBench(permissions).folder(folder);
        bench.parameter("permissions", "address_file", "list").start();
        ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);
        assertThat(bench.call(ctx, "allow_address", "1", "192.0.2.7", "5060")).isEqualTo(1);

        Files.writeString(file, "1 192.0.2.8\n");
        reload(permissions);
        assertThat(bench.call(ctx, "allow_address", "1", "192.0.2.7", "5060")).isEqualTo(-1);

        Files.writeString(file, "1\n");
        assertThatThrownBy(() -> reload(permissions)).hasMessageContaining("list:1");
        assertThat(bench.call(ctx, "allow_address", "1", "192.0.2.8", "5060")).isEqualTo(1);
    }

    private static void reload(PermissionsModule permissions) throws Exception {
        permissions.exports().rpcs().stream()
                .filter(r -> r.name().equals("permissions.addressReload"))
                .findFirst()
                .orElseThrow()
                .handler()
                .call(List.of());
    }
}
