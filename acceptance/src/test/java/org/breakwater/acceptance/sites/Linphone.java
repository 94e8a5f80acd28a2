package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.breakwater.acceptance.main.Await;
import org.breakwater.acceptance.main.Folders;
import org.breakwater.acceptance.main.Running;

/** Debian's linphonec, registered over TCP, told what to do on its standard input. It can transfer with consultation. */
final class Linphone implements AutoCloseable {

    private static final int SECONDS = 20;

    private final Path folder;
    private final Running process;

    private Linphone(Path folder, Running process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts one that registers at once and answers every call.
     *
     * @param port it listens at
     * @param server address to register at
     */
    static Linphone start(Network.Host host, int port, String user, String domain, String server) throws Exception {
        // It holds a machine without a default route to be offline.
        host.run(10, "ip", "route", "replace", "default", "dev", "eth0");
        Path folder = Files.createTempDirectory("breakwater-linphone");
        String settings = """
                [sip]
                sip_port=0
                sip_tcp_port=%1$d
                sip_tls_port=0
                default_proxy=0
                [rtp]
                audio_rtp_port=%2$d
                [proxy_0]
                reg_proxy=<sip:%5$s;transport=tcp>
                reg_route=<sip:%5$s;transport=tcp;lr>
                reg_identity=sip:%3$s@%4$s
                reg_expires=60
                reg_sendregister=1
                [auth_info_0]
                username=%3$s
                passwd=password-%3$s
                """.formatted(port, port + 2000, user, domain, server);
        Files.writeString(folder.resolve("rc"), settings);
        Files.createDirectories(folder.resolve(".local/share/linphone"));
        List<String> command = List.of(
                "env", "HOME=" + folder, "linphonec", "-c", folder.resolve("rc").toString());
        Linphone phone = new Linphone(folder, host.start(folder, command));
        phone.process.tell("soundcard use files");
        phone.process.tell("autoanswer enable");
        Await.until("linphonec " + user + " is registered", SECONDS, phone::isRegistered);
        return phone;
    }

    private boolean isRegistered() throws IOException {
        tell("status register");
        return process.output().stream().anyMatch(line -> line.contains("registered, identity="));
    }

    void tell(String command) throws IOException {
        process.tell(command);
    }

    /** Waits for a line with those words. */
    void awaitLine(String... words) throws InterruptedException {
        boolean seen = process.await(line -> List.of(words).stream().allMatch(line::contains), SECONDS);
        if (!seen) {
            throw new AssertionError(
                    "linphonec did not say " + String.join(" … ", words) + ":\n" + String.join("\n", process.output()));
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(folder);
    }
}
