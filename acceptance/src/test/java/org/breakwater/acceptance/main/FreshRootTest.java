package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Debian 12 with nothing but a JDK and Maven: one command, and phones of the host call each other. */
@Tag("main")
class FreshRootTest {

    private static final String FALLBACK_MIRROR = "http://deb.debian.org/debian";
    private static final Pattern URI = Pattern.compile("(?m)^(?:URIs:\\s*|deb\\s+(?:\\[[^\\]]*\\]\\s+)?)(\\S+)");
    private static final int BOOTSTRAP_SECONDS = 300;
    private static final int BUILD_SECONDS = 400;
    private static final Pattern DEMO_USER = Pattern.compile("\\s*user (\\S+)\\s+password (\\S+)");

    @Test
    void phonesCallEachOtherAfterOneCommand() throws Exception {
        assertThat(System.getProperty("user.name"))
                .as("this test makes a Debian root with mmdebstrap and must run as root")
                .isEqualTo("root");
        Path root = Files.createTempDirectory("breakwater-root");
        try {
            long start = System.nanoTime();
            shell(
                    BOOTSTRAP_SECONDS,
                    "mmdebstrap --quiet --variant=minbase --include=openjdk-17-jdk-headless,maven"
                            + " $(grep -l Acquire:: /etc/apt/apt.conf.d/* 2>/dev/null | sed 's/^/--aptopt=/') bookworm "
                            + root + " " + mirror());
            copyAptSettings(root);
            shell(60, "mount -t proc proc " + root + "/proc");
            shell(60, "chroot " + root + " update-ca-certificates >/dev/null");
            String made = seconds(start);
            shell(
                    60,
                    "mkdir -p " + root + "/clone && cd " + Cli.root()
                            + " && git ls-files -z | xargs -0 -r ls -d 2>/dev/null" + " | tar cf - -T - | tar xf - -C "
                            + root + "/clone");
            runAndCall(root, made);
        } finally {
            shell(60, "umount " + root + "/proc 2>/dev/null; rm -rf --one-file-system " + root);
        }
    }

    private static void runAndCall(Path root, String made) throws Exception {
        int port = LoopbackPorts.next();
        long start = System.nanoTime();
        List<String> command = List.of(
                "chroot",
                root.toString(),
                "/bin/sh",
                "-c",
                "cd /clone && exec ./breakwater run --listen tcp:127.0.0.1:" + port + " --listen udp:127.0.0.1:"
                        + port);
        try (Running server = Running.start(Path.of("/tmp"), command)) {
            assertThat(server.await(line -> line.contains("Who is registered"), BUILD_SECONDS))
                    .as(() -> String.join("\n", server.output()))
                    .isTrue();
            String built = seconds(start);
            try (Baresip alice = Baresip.start("1001", password(server, "1001"), port, "manual");
                    Baresip bob = Baresip.start("1002", password(server, "1002"), port, "auto")) {
                alice.awaitRegistered(30);
                bob.awaitRegistered(30);
                alice.command("dial", "sip:1002@127.0.0.1:" + port);
                alice.await("CALL_ESTABLISHED", 20);
                bob.await("CALL_ESTABLISHED", 20);
                assertThat(alice.hears(440, 500))
                        .as(() -> "alice hears the tone\n" + String.join("\n", alice.output()))
                        .isTrue();
                assertThat(bob.hears(440, 500))
                        .as(() -> "bob hears the tone\n" + String.join("\n", bob.output()))
                        .isTrue();
                alice.command("hangup", "");
                bob.await("CALL_CLOSED", 10);
            }
            server.signal("INT");
            server.exitCode(15);
            Report.row(
                    "fresh Debian 12",
                    "root with JDK and Maven / ./breakwater run until phones can register / call with audio both ways",
                    made + " / " + built + " / yes",
                    "ok");
        }
    }

    private static String password(Running server, String user) {
        return server.output().stream()
                .map(DEMO_USER::matcher)
                .filter(m -> m.matches() && m.group(1).equals(user))
                .map(m -> m.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.0f s", (System.nanoTime() - start) / 1e9);
    }

    /** This machine's own Debian mirror. */
    private static String mirror() throws IOException {
        try (Stream<Path> lists = Files.walk(Path.of("/etc/apt"))) {
            List<Path> files = lists.filter(f -> f.toString().matches(".*/sources\\.list|.*sources\\.list\\.d/.*"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            for (Path file : files) {
                Matcher m = URI.matcher(Files.readString(file));
                if (m.find()) {
                    return m.group(1);
                }
            }
        }
        return FALLBACK_MIRROR;
    }

    /** Proxy and certificate settings of apt and Maven, and name service, so that the root reaches what the host does. */
    private static void copyAptSettings(Path root) throws IOException, InterruptedException {
        shell(
                30,
                "cp -rL /etc/apt/apt.conf.d/. " + root + "/etc/apt/apt.conf.d/ 2>/dev/null; "
                        + "cp -L /etc/resolv.conf /etc/hosts " + root + "/etc/ 2>/dev/null; "
                        + "cp -L /etc/apt/sources.list " + root + "/etc/apt/ 2>/dev/null; "
                        + "cp -rL /etc/apt/sources.list.d/. " + root + "/etc/apt/sources.list.d/ 2>/dev/null; "
                        + "mkdir -p " + root + "/root/.m2; cp -L ~/.m2/settings.xml " + root
                        + "/root/.m2/ 2>/dev/null; mkdir -p " + root + "/usr/local/share/ca-certificates; "
                        + "cp -rL /usr/local/share/ca-certificates/. " + root
                        + "/usr/local/share/ca-certificates/ 2>/dev/null; true");
    }

    private static void shell(int limitSeconds, String line) throws IOException, InterruptedException {
        Cli.Result result = Cli.external(limitSeconds, List.of("sh", "-c", line));
        String output = result.output();
        assertThat(result.exitCode())
                .as(line + "\n" + output.substring(Math.max(0, output.length() - 2000)))
                .isZero();
    }
}
