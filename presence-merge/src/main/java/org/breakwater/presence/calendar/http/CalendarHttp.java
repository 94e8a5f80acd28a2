package org.breakwater.presence.calendar.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.breakwater.presence.calendar.busy.CalendarException;

/**
 * The client all calendars share. A redirect is followed only on the same server, or from http to https of the same name:
 * what a request carries was meant for that server. Cookies are not kept, certificates are always checked.
 */
public final class CalendarHttp {

    private static final int MAX_REDIRECTS = 5;

    private final HttpClient client;
    private final Duration limit;
    private final Room.Share share;

    /**
     * @param executor runs the client's short tasks; it must take what it is given
     * @param connectLimit for a connection
     * @param limit for one request and its response, from the first octet to the last; each redirect begins anew
     */
    public CalendarHttp(Executor executor, Duration connectLimit, Duration limit) {
        this.client = HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectLimit)
                .build();
        this.limit = limit;
        this.share = Room.unbounded();
    }

    private CalendarHttp(CalendarHttp other, Room.Share share) {
        this.client = other.client;
        this.limit = other.limit;
        this.share = share;
    }

    /** The same client; what it receives takes room, until the share is given back. */
    public CalendarHttp within(Room.Share newShare) {
        return new CalendarHttp(this, newShare);
    }

    /**
     * Sends a request and reads the response. Blocks.
     *
     * @param maxOctets a larger body is refused
     * @throws CalendarException when there is no whole response, or it points elsewhere
     */
    public HttpReply send(HttpQuery query, int maxOctets) throws CalendarException, InterruptedException {
        HttpQuery next = query;
        for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
            HttpReply reply = exchange(next, maxOctets);
            String location = reply.header("Location");
            if (reply.status() < 301 || reply.status() > 308 || reply.status() == 304 || location.isEmpty()) {
                return reply;
            }
            next = next.to(target(next, location));
        }
        throw new CalendarException("the server redirects in a circle; look at the address in a browser");
    }

    private static URI target(HttpQuery query, String location) throws CalendarException {
        URI from = query.uri();
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new CalendarException("the server redirects to something that is no address");
        }
        if (!query.mayBeRedirected() || !isSameServer(from, to)) {
            throw new CalendarException("the server redirects to " + to.getScheme() + "://" + to.getHost()
                    + ", where nothing was meant to be sent; if that is right, give the address there");
        }
        return to;
    }

    private static boolean isSameServer(URI from, URI to) {
        if (to.getHost() == null || !to.getHost().equalsIgnoreCase(from.getHost()) || to.getRawUserInfo() != null) {
            return false;
        }
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        if (scheme.equals(from.getScheme())) {
            return port(from) == port(to);
        }
        return scheme.equals("https") && port(from) == 80 && port(to) == 443;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    /**
     * A server may close a connection that was kept just when it is used again (RFC 9112 §9.5). Nothing that is asked here changes
     * anything, so it is asked once more.
     */
    private HttpReply exchange(HttpQuery query, int maxOctets) throws CalendarException, InterruptedException {
        try {
            return attempt(query, maxOctets);
        } catch (ExecutionException e) {
            if (!isBroken(e.getCause())) {
                throw failure(e.getCause(), maxOctets);
            }
        }
        try {
            return attempt(query, maxOctets);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), maxOctets);
        }
    }

    private static boolean isBroken(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof EOFException || t instanceof SocketException && !(t instanceof ConnectException)) {
                return true;
            }
        }
        return false;
    }

    private HttpReply attempt(HttpQuery query, int maxOctets)
            throws CalendarException, InterruptedException, ExecutionException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request(query), info -> new BoundedBody(maxOctets, share));
        try {
            HttpResponse<byte[]> response = coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new HttpReply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw tooSlow();
        } finally {
            coming.cancel(true);
        }
    }

    private static HttpRequest request(HttpQuery query) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(query.uri())
                .method(
                        query.method(),
                        query.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(query.body()))
                .header("User-Agent", "Breakwater");
        query.headers().forEach(builder::header);
        return builder.build();
    }

    private CalendarException tooSlow() {
        return new CalendarException("the server did not answer whole within " + limit.toSeconds()
                + " seconds; is it well, and is the network to it?");
    }

    private CalendarException failure(Throwable cause, int maxOctets) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof BoundedBody.TooLarge) {
                return new CalendarException("the answer is larger than " + maxOctets / 1024
                        + " KiB; give a calendar that leaves old events out");
            }
            if (t instanceof BoundedBody.NoRoom) {
                return new CalendarException("large answers of other calendars are being read; it is asked again");
            }
            if (t instanceof SSLException) {
                return new CalendarException("the server's certificate is not trusted (" + t.getMessage()
                        + "); add its authority to the trust store of Java");
            }
            if (t instanceof UnresolvedAddressException) {
                return new CalendarException("the server's name is not in the DNS; is the address right?");
            }
        }
        if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
            return new CalendarException("no connection to the server; is the address right, is a firewall between?");
        }
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CalendarException("the connection to the server broke (" + words + "); it is tried again");
    }
}
