package org.breakwater.script.module.xhttp;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.HttpExchange;
import org.breakwater.sip.flow.Worker;

/** An HTTP request and the one answer to it. Safe on any thread: the answer is sent on the connection's worker. */
public final class HttpAnswer {

    private static final ContextKey<HttpAnswer> KEY = new ContextKey<>("http");

    private final HttpExchange exchange;
    private final Worker worker;
    private final AtomicBoolean taken = new AtomicBoolean();

    HttpAnswer(HttpExchange exchange, Worker worker) {
        this.exchange = exchange;
        this.worker = worker;
    }

    void attachTo(ScriptContext ctx) {
        ctx.attachments().put(KEY, this);
    }

    /** The HTTP request a script runs for, null when it runs for a SIP message. */
    public static HttpAnswer of(ScriptContext ctx) {
        return ctx.attachments().get(KEY);
    }

    /** The request target as written. */
    public String url() {
        return exchange.uri();
    }

    /** The request's body. */
    public byte[] body() {
        return exchange.body();
    }

    /** Claims the right to answer; false when somebody else has it. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Answers; only after {@link #take}. */
    public void send(int status, String reason, String contentType, byte[] body) {
        send(status, reason, contentType, Map.of(), body);
    }

    /** The same with more header fields. */
    public void send(int status, String reason, String contentType, Map<String, String> headers, byte[] body) {
        worker.execute(() -> exchange.reply(status, reason, contentType, headers, body));
    }

    /** Whether the request asks for a SIP WebSocket (RFC 7118). */
    public boolean isWebSocketUpgrade() {
        return exchange.isSipWebSocketUpgrade();
    }

    /** Makes the connection a WebSocket; only after {@link #take}. */
    public void acceptWebSocket() {
        worker.execute(exchange::acceptWebSocket);
    }
}
