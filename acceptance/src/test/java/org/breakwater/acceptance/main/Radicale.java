package org.breakwater.acceptance.main;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Debian's Radicale on loopback with one user, and what that user's calendar program does to it. */
final class Radicale implements AutoCloseable {

    static final String USER = "alice";
    static final String PASSWORD = "s3cret";

    private static final int START_SECONDS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private final Running process;

    private Radicale(Path folder, int port, Running process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it with an empty calendar {@code /alice/office/}. */
    static Radicale start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("breakwater-radicale");
        int port = LoopbackPorts.next();
        Files.writeString(folder.resolve("users"), USER + ":" + PASSWORD + "\n");
        Files.writeString(
                folder.resolve("config"), """
                [server]
                hosts = 127.0.0.1:%d
                [auth]
                type = htpasswd
                htpasswd_filename = %s
                htpasswd_encryption = plain
                delay = 0
                [storage]
                filesystem_folder = %s
                """.formatted(port, folder.resolve("users"), folder.resolve("collections")));
        Running process = Running.start(
                folder, List.of("radicale", "--config", folder.resolve("config").toString()));
        Radicale radicale = new Radicale(folder, port, process);
        Await.until("Radicale answers", START_SECONDS, () -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
        radicale.ask("MKCALENDAR", "/alice/office/", "", 201);
        return radicale;
    }

    /** Address of the calendar. */
    String calendar() {
        return "http://127.0.0.1:" + port + "/alice/office/";
    }

    /** Puts an event into the calendar, or changes it. */
    void put(String name, String iCalendar) throws IOException, InterruptedException {
        ask("PUT", "/alice/office/" + name + ".ics", iCalendar, 201);
    }

    /** Removes an event. */
    void remove(String name) throws IOException, InterruptedException {
        ask("DELETE", "/alice/office/" + name + ".ics", "", 200);
    }

    private void ask(String method, String path, String body, int expected) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "text/calendar; charset=utf-8")
                .header("Authorization", "Basic " + login)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body() + "\n"
                    + String.join("\n", process.output()));
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        Folders.delete(folder);
    }
}
