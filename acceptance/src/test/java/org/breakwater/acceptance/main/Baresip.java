package org.breakwater.acceptance.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's baresip, registered over TCP, told what to do over its control socket. It sends 440 Hz and records. */
public final class Baresip implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Running process;
    private final Process control;
    private final List<JsonNode> events = new ArrayList<>();

    private Baresip(Path folder, Running process, Process control) {
        this.folder = folder;
        this.process = process;
        this.control = control;
        Thread reader = new Thread(this::read, "baresip events");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Where one runs and what it is told about its server.
     *
     * @param command what to put before a command to run it there; empty for here
     * @param address it listens at
     * @param server host, with a port if it is not to be found by SRV
     * @param resolvers address and port of the DNS servers to ask; none for those of the machine
     * @param registerSeconds between two registrations
     */
    public record Place(
            List<String> command, String address, String server, List<String> resolvers, int registerSeconds) {

        private List<String> run(String... words) {
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of(words));
            return all;
        }
    }

    /**
     * Starts one on this machine that registers at once.
     *
     * @param answerMode {@code manual} or {@code auto}
     */
    static Baresip start(String user, String password, int serverPort, String answerMode) throws Exception {
        return start(
                new Place(List.of(), "0.0.0.0", "127.0.0.1:" + serverPort, List.of(), 600), user, password, answerMode);
    }

    /** Starts one somewhere else. */
    public static Baresip start(Place place, String user, String password, String answerMode) throws Exception {
        return start(place, user, password, ";answermode=" + answerMode, "");
    }

    /** Starts one on this machine that publishes its presence and watches somebody's. */
    static Baresip watching(String user, String password, int serverPort, String watched) throws Exception {
        Place here = new Place(List.of(), "0.0.0.0", "127.0.0.1:" + serverPort, List.of(), 600);
        String contacts = "<sip:" + watched + "@127.0.0.1:" + serverPort + ";transport=tcp>;presence=p2p\n";
        return start(here, user, password, ";answermode=manual;pubint=600", contacts);
    }

    private static Baresip start(Place place, String user, String password, String parameters, String contacts)
            throws Exception {
        Path folder = Files.createTempDirectory("breakwater-baresip");
        int sip = LoopbackPorts.next();
        int commands = LoopbackPorts.next();
        int rtp = LoopbackPorts.next();
        List<String> config = new ArrayList<>(List.of(
                "sip_listen " + place.address() + ":" + sip,
                "rtp_ports " + rtp + "-" + (rtp + 8),
                "audio_source aufile," + ToneMeter.write(folder.resolve("tone.wav"), 440),
                "snd_path " + folder,
                "module_path /usr/lib/baresip/modules",
                "module g711.so",
                "module aufile.so",
                "module sndfile.so",
                "module_app account.so",
                "module_app menu.so",
                "module_app ctrl_tcp.so",
                "ctrl_tcp_listen 127.0.0.1:" + commands));
        if (!contacts.isEmpty()) {
            config.add("module_app contact.so");
            config.add("module_app presence.so");
        }
        place.resolvers().forEach(address -> config.add("dns_server " + address));
        Files.writeString(folder.resolve("config"), String.join("\n", config) + "\n");
        Files.writeString(
                folder.resolve("accounts"),
                "<sip:" + user + "@" + place.server() + ";transport=tcp>;auth_pass=" + password + ";regint="
                        + place.registerSeconds() + parameters + "\n");
        Files.writeString(folder.resolve("contacts"), contacts);
        for (int i = 0; i < 8; i++) {
            LoopbackPorts.next();
        }
        Running process = Running.start(folder, place.run("/usr/bin/baresip", "-f", folder.toString()));
        return new Baresip(folder, process, connect(place, process, commands));
    }

    /** Its control socket may be in another network namespace, so a shell there carries the octets. */
    private static Process connect(Place place, Running process, int port) throws Exception {
        String script = "for i in $(seq 100); do exec 3<>/dev/tcp/127.0.0.1/" + port
                + " && break; sleep 0.05; done 2>/dev/null; echo -n connected >&2; cat <&3 & cat >&3";
        Process control = new ProcessBuilder(place.run("bash", "-c", script)).start();
        byte[] said = control.getErrorStream().readNBytes("connected".length());
        if (said.length == 0 || !control.isAlive() || !process.isAlive()) {
            process.close();
            throw new AssertionError("baresip did not start:\n" + String.join("\n", process.output()));
        }
        return control;
    }

    private void read() {
        try {
            InputStream in = control.getInputStream();
            while (true) {
                int length = 0;
                int c = in.read();
                while (c != ':') {
                    if (c < 0) {
                        return;
                    }
                    length = length * 10 + c - '0';
                    c = in.read();
                }
                JsonNode event = JSON.readTree(in.readNBytes(length));
                in.read();
                synchronized (events) {
                    events.add(event);
                    events.notifyAll();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Gives a command of the menu. */
    public void command(String name, String parameters) throws IOException {
        byte[] json = JSON.writeValueAsBytes(Map.of("command", name, "params", parameters, "token", name));
        byte[] head = (json.length + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + json.length + 1];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(json, 0, all, head.length, json.length);
        all[all.length - 1] = ',';
        control.getOutputStream().write(all);
        control.getOutputStream().flush();
    }

    /** Waits for an event of that type. */
    public JsonNode await(String type, int seconds) throws InterruptedException {
        return await(Set.of(type), seconds);
    }

    /** How many events of that type came. */
    long count(String type) {
        synchronized (events) {
            return events.stream()
                    .filter(e -> e.path("type").asText().equals(type))
                    .count();
        }
    }

    private JsonNode await(Set<String> types, int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        synchronized (events) {
            while (true) {
                for (JsonNode e : events) {
                    if (types.contains(e.path("type").asText())) {
                        return e;
                    }
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("none of " + types + " within " + seconds + " s; events " + events + "\n"
                            + String.join("\n", process.output()));
                }
                TimeUnit.NANOSECONDS.timedWait(events, left);
            }
        }
    }

    /**
     * Calls a URI, lets the call stand for a moment and hangs up.
     *
     * @return what came of it, for people
     */
    public String call(String uri, int seconds) throws IOException, InterruptedException {
        synchronized (events) {
            events.clear();
        }
        long start = System.nanoTime();
        command("dial", uri);
        JsonNode outcome = await(Set.of("CALL_ESTABLISHED", "CALL_CLOSED"), seconds);
        String took = Report.since(start);
        if (outcome.path("type").asText().equals("CALL_CLOSED")) {
            return "refused after " + took + ": " + outcome.path("param").asText();
        }
        TimeUnit.SECONDS.sleep(1);
        command("hangup", "");
        await("CALL_CLOSED", seconds);
        return "answered after " + took;
    }

    /** Waits until the process printed something; its control socket does not report registrations. */
    public void awaitRegistered(int seconds) throws InterruptedException {
        if (!process.await(line -> line.contains("200 OK"), seconds)) {
            throw new AssertionError("baresip did not register:\n" + String.join("\n", process.output()));
        }
    }

    /** Waits up to eight seconds until it has heard that much of a tone. */
    public boolean hears(double hertz, int millis) throws IOException, InterruptedException {
        for (int i = 0; i < 80; i++) {
            if (heardMillis(hertz) >= millis) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    /** How long it has heard a tone, in what baresip's module sndfile wrote down. */
    public int heardMillis(double hertz) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path decoded = files.filter(f -> f.toString().endsWith("-dec.wav"))
                    .findFirst()
                    .orElse(null);
            return decoded == null ? 0 : ToneMeter.millisOf(decoded, hertz);
        }
    }

    public List<String> output() {
        return process.output();
    }

    @Override
    public void close() throws IOException {
        control.descendants().forEach(ProcessHandle::destroyForcibly);
        control.destroyForcibly();
        process.close();
        Folders.delete(folder);
    }
}
