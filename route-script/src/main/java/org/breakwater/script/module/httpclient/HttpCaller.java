package org.breakwater.script.module.httpclient;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.breakwater.sip.message.Octets;

/** Makes requests and waits for their answers. Safe on any thread that may block. */
final class HttpCaller {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;

    HttpCaller(Executor callbacks) {
        this.client = HttpClient.newBuilder()
                .executor(callbacks)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The answer, after as many redirects as the call allows; each request has the whole time. */
    HttpAnswer call(HttpCall first) {
        HttpCall call = first;
        while (true) {
            URI uri;
            try {
                uri = new URI(call.url());
            } catch (URISyntaxException e) {
                return HttpAnswer.failed(Fault.URL, call.url());
            }
            String scheme = uri.getScheme();
            if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
                return HttpAnswer.failed(scheme == null ? Fault.URL : Fault.PROTOCOL, call.url());
            }
            if (uri.getHost() == null) {
                return HttpAnswer.failed(Fault.URL, call.url());
            }
            Exchange exchange = exchange(uri, call);
            if (exchange.location() == null || first.limits().redirects() == 0) {
                return exchange.answer();
            }
            if (call.limits().redirects() == 0) {
                return HttpAnswer.failed(Fault.REDIRECTS, call.url());
            }
            call = redirect(uri, call, exchange);
        }
    }

    private static HttpCall redirect(URI from, HttpCall call, Exchange exchange) {
        int code = exchange.answer().code();
        boolean asGet =
                code == 303 || (code != 307 && code != 308 && call.method().equals("POST"));
        try {
            URI to = from.resolve(new URI(exchange.location()));
            boolean sameServer = from.getScheme().equalsIgnoreCase(to.getScheme())
                    && from.getAuthority().equals(to.getAuthority());
            return call.redirected(to.toString(), asGet, sameServer);
        } catch (URISyntaxException e) {
            return call.redirected(exchange.location(), asGet, false);
        }
    }

    /** An answer, and where it sends the caller; null when it does not. */
    private record Exchange(HttpAnswer answer, String location) {}

    private Exchange exchange(URI uri, HttpCall call) {
        CompletableFuture<HttpResponse<byte[]>> pending = null;
        try {
            pending = client.sendAsync(
                    request(uri, call), info -> new BoundedBody(call.limits().bytes()));
            HttpResponse<byte[]> response = pending.get(call.limits().seconds(), TimeUnit.SECONDS);
            byte[] body = response.body();
            String location = REDIRECTS.contains(response.statusCode())
                    ? response.headers().firstValue("Location").orElse(null)
                    : null;
            String text = Octets.text(body, 0, body.length);
            return new Exchange(new HttpAnswer(response.statusCode(), text, call.url()), location);
        } catch (IllegalArgumentException e) {
            return failed(Fault.URL, call);
        } catch (TimeoutException e) {
            pending.cancel(true);
            return failed(Fault.TIMEOUT, call);
        } catch (ExecutionException e) {
            return failed(fault(e.getCause()), call);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return failed(Fault.RECEIVE, call);
        }
    }

    private static Exchange failed(Fault fault, HttpCall call) {
        return new Exchange(HttpAnswer.failed(fault, call.url()), null);
    }

    private static HttpRequest request(URI uri, HttpCall call) {
        HttpRequest.BodyPublisher body = call.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(Octets.bytes(call.body()));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(call.limits().seconds()))
                .method(call.method(), body);
        for (String header : call.headers()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                request.header(
                        header.substring(0, colon).trim(),
                        header.substring(colon + 1).trim());
            }
        }
        return request.build();
    }

    private static Fault fault(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return Fault.HOST;
            }
        }
        if (cause instanceof HttpConnectTimeoutException || cause instanceof HttpTimeoutException) {
            return Fault.TIMEOUT;
        }
        return cause instanceof ConnectException
                ? Fault.CONNECT
                : cause instanceof SSLException ? Fault.TLS : cause instanceof IOException ? Fault.RECEIVE : Fault.URL;
    }
}
