package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.breakwater.acceptance.main.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RPMs from {@code ./breakwater package}, which ends well only if rpmlint has nothing to say. Needs root. */
@Tag("sites")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagesTest {

    private static final int PORT = 29_010;
    private static final String SETTINGS = "listen: [\"tcp:127.0.0.1:" + PORT + "\", \"udp:127.0.0.1:" + PORT + "\"]\n";

    private List<Path> packages;
    private InstalledTree tree;
    private Map<String, String> files;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        long start = System.nanoTime();
        packages = InstalledTree.build();
        String built = Report.since(start);
        tree = InstalledTree.empty(folder.resolve("tree"));
        start = System.nanoTime();
        tree.install(packages);
        Report.row("packages", "built / installed into a fresh tree", built + " / " + Report.since(start), "ok");
        files = new TreeMap<>();
        for (String line : query(
                        "[%{FILENAMES}\t%{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILEFLAGS:fflags}\n]")
                .lines()
                .toList()) {
            files.put(
                    line.substring(0, line.indexOf('\t')),
                    line.substring(line.indexOf('\t') + 1).strip());
        }
    }

    @AfterAll
    void remove() throws Exception {
        tree.close();
    }

    private String query(String format) throws IOException, InterruptedException {
        String names = packages.stream().map(Path::toString).collect(Collectors.joining("' '", "'", "'"));
        return ToolRun.of(60, "sh", "-c", "rpm -qp --qf '" + format + "' " + names)
                .succeeded();
    }

    @Test
    void thereIsOnePackageForEachDaemonAndOneForBoth() throws Exception {
        assertThat(query("%{NAME} %{ARCH} %{LICENSE}\n").lines())
                .containsExactly(
                        "breakwater-common noarch Apache-2.0",
                        "breakwater-lifeguard noarch Apache-2.0",
                        "breakwater-main noarch Apache-2.0");
        assertThat(query("[%{REQUIRES}\n]")).contains("java-headless >= 1:17");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/breakwater,                       drwxr-x--- root:breakwater",
        "/etc/breakwater/secrets.d,             drwxr-x--- root:breakwater",
        "/etc/breakwater/breakwater.yaml,       -rw-r----- root:breakwater cn",
        "/etc/breakwater/main.cfg,              -rw-r----- root:breakwater cn",
        "/etc/breakwater/lifeguard.yaml,        -rw-r----- root:breakwater cn",
        "/etc/breakwater/lifeguard-server.yaml, -rw-r----- root:breakwater cn",
        "/etc/breakwater/lifeguard.cfg,         -rw-r----- root:breakwater cn",
        "/etc/sysconfig/breakwater-main,        -rw-r--r-- root:root cn",
        "/etc/sysconfig/breakwater-lifeguard,   -rw-r--r-- root:root cn",
        "/var/lib/breakwater,                   drwxr-x--- breakwater:breakwater",
        "/var/lib/breakwater-lifeguard,         drwxr-x--- breakwater:breakwater",
        "/var/log/breakwater,                   drwxr-x--- breakwater:breakwater",
        "/var/log/breakwater-lifeguard,         drwxr-x--- breakwater:breakwater",
        "/usr/bin/breakwater,                   -rwxr-xr-x root:root",
        "/usr/bin/breakwater-lifeguard,         -rwxr-xr-x root:root",
        "/usr/share/breakwater/jvm.options,     -rw-r--r-- root:root",
        "/usr/lib/sysusers.d/breakwater.conf,   -rw-r--r-- root:root",
        "/usr/lib/firewalld/services/breakwater-cluster.xml, -rw-r--r-- root:root"
    })
    void filesHaveTheirPlaceOwnerAndMode(String file, String expected) {
        assertThat(files).containsEntry(file, expected);
    }

    @Test
    void nothingIsInstalledElsewhere() {
        assertThat(files.keySet()).allMatch(f -> f.matches("/(etc|usr|var)/.*"));
        assertThat(files.keySet().stream().filter(f -> f.endsWith(".jar")))
                .allMatch(f -> f.startsWith("/usr/share/breakwater/"))
                .isNotEmpty();
    }

    @Test
    void sameSourcesGiveTheSamePackages() throws Exception {
        String before = sums();
        assertThat(InstalledTree.build()).isEqualTo(packages);
        assertThat(sums()).isEqualTo(before);
    }

    private String sums() throws IOException, InterruptedException {
        return ToolRun.of(60, "sh", "-c", "sha256sum target/rpm/*.rpm").succeeded();
    }

    @Test
    void installationMakesTheUserAndLeavesEveryFileAsPacked() throws Exception {
        assertThat(Files.readString(tree.file("/etc/passwd")))
                .contains("breakwater:x:999:999:Breakwater IP-PBX:/var/lib/breakwater:/sbin/nologin");
        try (InstalledTree untouched = InstalledTree.empty(tree.file("/").resolveSibling("untouched"))) {
            untouched.install(packages);
            ToolRun verified = ToolRun.of(
                    60,
                    "sh",
                    "-c",
                    "rpm --root " + untouched.file("/") + " -V --nodeps breakwater-common breakwater-main"
                            + " breakwater-lifeguard");
            assertThat(verified.output()).doesNotContain("/etc/", "/usr/", "/var/lib/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"breakwater-main.service", "breakwater-lifeguard.service"})
    void unitsAreValidAndHardened(String unit) throws Exception {
        String root = tree.file("/").toString();
        ToolRun.of(60, "sh", "-c", "cp -an /lib/systemd/system/. " + root + "/usr/lib/systemd/system/")
                .succeeded();
        assertThat(ToolRun.of(60, "systemd-analyze", "verify", "--man=no", "--root=" + root, unit)
                        .succeeded())
                .isBlank();
        ToolRun security = ToolRun.of(
                60, "systemd-analyze", "security", "--offline=true", "--threshold=20", "--root=" + root, unit);
        String level = security.output()
                .lines()
                .filter(l -> l.contains("Overall exposure"))
                .findFirst()
                .orElse("");
        assertThat(security.exitCode()).as(security.output()).isZero();
        Report.row(unit, "systemd-analyze security, at most 2.0", level.replaceAll(".*: ([0-9.]+).*", "$1"), "ok");
    }

    @Test
    void installedMainServerStartsAndSaysItIsWell() throws Exception {
        Files.writeString(tree.file("/etc/breakwater/breakwater.yaml"), SETTINGS);
        long start = System.nanoTime();
        tree.startMain();
        String started = Report.since(start);
        try {
            JsonNode status = new ObjectMapper()
                    .readTree(tree.run("breakwater", "status", "--json").succeeded());
            assertThat(status.get("state").asText()).isEqualTo("well");
            assertThat(status.get("script").asText()).endsWith("/usr/share/breakwater/main.cfg");
            assertThat(tree.file("/var/log/breakwater/security.log")).exists();
            Report.row("packages", "installed main server until phones can register", started, "ok");
        } finally {
            tree.stop();
        }
    }

    @Test
    void withoutJavaTheLauncherSaysWhatToDo() throws Exception {
        ToolRun run = ToolRun.in(
                Path.of("/tmp"),
                30,
                Map.of("BREAKWATER_ROOT", tree.file("/").toString(), "JAVA_HOME", "/nowhere"),
                List.of(tree.file("/usr/bin/breakwater").toString(), "status"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output().toLowerCase(Locale.ROOT)).contains("install java-17-headless", "java_home");
    }

    @Test
    void installedLifeGuardWantsItsBranchThenStartsAndSaysHowItIs() throws Exception {
        ToolRun refused = tree.run("breakwater-lifeguard", "run");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("/lifeguard.yaml", "site");
        Files.writeString(tree.file("/etc/breakwater/lifeguard-server.yaml"), SETTINGS);
        Files.writeString(
                tree.file("/etc/breakwater/lifeguard.yaml"),
                "site: paris\nmains: [\"sip:127.0.0.1:29019;transport=tcp\"]\n");
        long start = System.nanoTime();
        tree.startLifeGuard();
        String started = Report.since(start);
        try {
            JsonNode status = new ObjectMapper()
                    .readTree(
                            tree.run("breakwater-lifeguard", "status", "--json").succeeded());
            assertThat(status.get("script").asText()).endsWith("/usr/share/breakwater/lifeguard.cfg");
            Report.row("packages", "installed LifeGUARD until phones can register", started, "ok");
        } finally {
            tree.stop();
        }
    }

    @Test
    void settingsOutliveAnUpgrade() throws Exception {
        Path settings = tree.file("/etc/breakwater/breakwater.yaml");
        Files.writeString(settings, SETTINGS);
        tree.install(packages);
        assertThat(Files.readString(settings)).isEqualTo(SETTINGS);
    }
}
