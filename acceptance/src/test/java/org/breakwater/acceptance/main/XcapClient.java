package org.breakwater.acceptance.main;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A phone's XCAP: HTTP of the JDK, with the digest it does not have. */
final class XcapClient {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port;
    private final String user;
    private final String password;

    XcapClient(int port, String user, String password) {
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** Asks for what is below the root, signed once it is challenged. */
    HttpResponse<String> ask(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> first = send(method, path, type, body, null);
        return first.statusCode() == 401 ? send(method, path, type, body, signature(first, method, path)) : first;
    }

    private String signature(HttpResponse<String> challenge, String method, String path) {
        String offered = challenge.headers().firstValue("WWW-Authenticate").orElse("");
        SipMessageText asSip = new SipMessageText("SIP/2.0 401 No\r\nWWW-Authenticate: " + offered + "\r\n\r\n");
        String line = new TestUser(null, user, password, 0).credentials(asSip, method, "/xcap-root" + path);
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private HttpResponse<String> send(String method, String path, String type, String body, String signedOrNull)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/xcap-root" + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (signedOrNull != null) {
            request.header("Authorization", signedOrNull);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
