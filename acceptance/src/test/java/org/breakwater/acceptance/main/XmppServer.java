package org.breakwater.acceptance.main;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real XMPP server on loopback in a folder of its own, without anything of the system's: domain {@code xmpp.test}, users
 * juliet and romeo, and a component {@code sip.test}.
 */
abstract class XmppServer implements AutoCloseable {

    static final String DOMAIN = "xmpp.test";
    static final String COMPONENT = "sip.test";
    static final String SECRET = "a secret of two";
    static final List<String> USERS = List.of("juliet", "romeo");

    private static final int START_SECONDS = 40;

    private final Path folder;
    private final int clientPort;
    private final int componentPort;
    private Running process;

    private XmppServer() throws IOException {
        this.folder = Files.createTempDirectory("breakwater-xmpp");
        this.clientPort = LoopbackPorts.next();
        this.componentPort = LoopbackPorts.next();
    }

    /** Debian's prosody. */
    static XmppServer prosody() throws IOException, InterruptedException {
        return new Prosody().launch();
    }

    /** Debian's ejabberd. */
    static XmppServer ejabberd() throws IOException, InterruptedException {
        return new Ejabberd().launch();
    }

    /** Starts the process, also again on the same folder and ports. */
    XmppServer launch() throws IOException, InterruptedException {
        process = Running.start(folder, command());
        if (!process.await(line -> line.contains(readyWhen()), START_SECONDS)) {
            String output = String.join("\n", process.output());
            process.close();
            throw new AssertionError("the XMPP server did not start:\n" + output);
        }
        // Prosody opens its ports in any order.
        Await.until("clients are let in", START_SECONDS, this::takesClients);
        return this;
    }

    private boolean takesClients() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), clientPort)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    abstract List<String> command() throws IOException;

    /** What it prints last while it starts. */
    abstract String readyWhen();

    static String password(String user) {
        return "password-" + user;
    }

    Path folder() {
        return folder;
    }

    int clientPort() {
        return clientPort;
    }

    int componentPort() {
        return componentPort;
    }

    List<String> output() {
        return process.output();
    }

    /** As a power cut. */
    void kill() {
        process.kill();
    }

    /** The section of {@code breakwater.yaml}; the secret is in the file {@code xmpp.secret} beside it. */
    String yaml() {
        return "xmpp:\n  port: " + componentPort + "\n  domain: " + COMPONENT + "\n  servers: [" + DOMAIN
                + "]\n  secret_file: xmpp.secret\n";
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(folder);
    }

    private static final class Prosody extends XmppServer {
        Prosody() throws IOException {}

        @Override
        List<String> command() throws IOException {
            Path accounts = Files.createDirectories(folder().resolve("data/xmpp%2etest/accounts"));
            for (String user : USERS) {
                Files.writeString(
                        accounts.resolve(user + ".dat"), "return { [\"password\"] = \"" + password(user) + "\"; };\n");
            }
            Path config = Files.writeString(folder().resolve("prosody.cfg.lua"), """
                    data_path = "%1$s/data"
                    pidfile = "%1$s/prosody.pid"
                    daemonize = false
                    run_as_root = true
                    log = { info = "*console" }
                    modules_enabled = { "roster", "saslauth", "disco", "ping" }
                    modules_disabled = { "s2s", "tls" }
                    authentication = "internal_plain"
                    c2s_require_encryption = false
                    allow_unencrypted_plain_auth = true
                    c2s_interfaces = { "127.0.0.1" }
                    c2s_ports = { %2$d }
                    component_interfaces = { "127.0.0.1" }
                    component_ports = { %3$d }
                    VirtualHost "xmpp.test"
                    Component "sip.test"
                      component_secret = "%4$s"
                    """.formatted(
                            folder(), clientPort(), componentPort(), SECRET));
            return List.of("prosody", "--config", config.toString());
        }

        @Override
        String readyWhen() {
            return "Activated service 'component'";
        }

        @Override
        public String toString() {
            return "prosody";
        }
    }

    private static final class Ejabberd extends XmppServer {
        Ejabberd() throws IOException {}

        @Override
        List<String> command() throws IOException {
            Path config = Files.writeString(
                    folder().resolve("ejabberd.yml"), """
                    hosts: [xmpp.test]
                    loglevel: info
                    auth_method: internal
                    auth_password_format: plain
                    listen:
                      - {port: %1$d, ip: "127.0.0.1", module: ejabberd_c2s, starttls: false}
                      - port: %2$d
                        ip: "127.0.0.1"
                        module: ejabberd_service
                        hosts:
                          sip.test: {password: "%3$s"}
                    modules:
                      mod_roster: {}
                      mod_disco: {}
                      mod_ping: {}
                    """.formatted(clientPort(), componentPort(), SECRET));
            StringBuilder start = new StringBuilder("{ok,_}=application:ensure_all_started(ejabberd)");
            USERS.forEach(user -> start.append(",ejabberd_auth:try_register(<<\"" + user + "\">>,<<\"" + DOMAIN
                    + "\">>,<<\"" + password(user) + "\">>)"));
            start.append(",io:format(\"everybody is there~n\").");
            return List.of(
                    "env",
                    "HOME=" + folder(),
                    "EJABBERD_CONFIG_PATH=" + config,
                    "EJABBERD_LOG_PATH=" + folder().resolve("ejabberd.log"),
                    "ERL_LIBS=" + libraries(),
                    "erl",
                    "-noinput",
                    "-mnesia",
                    "dir",
                    '"' + folder().resolve("db").toString() + '"',
                    "-eval",
                    start.toString());
        }

        /** Where Debian puts ejabberd's own libraries, whatever the processor. */
        private static String libraries() throws IOException {
            try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
                return folders.map(Path::toString)
                        .filter(folder -> folder.endsWith("-linux-gnu"))
                        .collect(Collectors.joining(":"));
            }
        }

        @Override
        String readyWhen() {
            return "everybody is there";
        }

        @Override
        public String toString() {
            return "ejabberd";
        }
    }
}
