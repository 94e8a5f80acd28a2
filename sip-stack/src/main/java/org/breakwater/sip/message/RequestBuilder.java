package org.breakwater.sip.message;

/**
 * Writes requests made here: ACK, CANCEL, BYE, OPTIONS, REGISTER and the like (RFC 3261 §8.1.1). Header fields come out
 * in the order Via, Max-Forwards, Route, From, To, Call-ID, CSeq, then the others as added. Text is wire text; line
 * breaks in it become blanks.
 *
 * <p>Not thread-safe.
 */
public final class RequestBuilder {

    private final String method;
    private final String requestUri;
    private final WireBuffer vias = new WireBuffer(128);
    private final WireBuffer routes = new WireBuffer(0);
    private final WireBuffer extra = new WireBuffer(128);
    private String from;
    private String to;
    private String callId;
    private long cseq = 1;
    private int maxForwards = 70;
    private byte[] body = {};

    private RequestBuilder(String method, String requestUri) {
        this.method = method;
        this.requestUri = requestUri;
    }

    /** Starts a request. */
    public static RequestBuilder of(String method, String requestUri) {
        return new RequestBuilder(method, requestUri);
    }

    /** Starts a request with a method the stack knows. */
    public static RequestBuilder of(Method method, String requestUri) {
        return of(method.name(), requestUri);
    }

    /**
     * The ACK for a final response other than 2xx (RFC 3261 §17.1.1.3).
     *
     * @param invite the INVITE as it was sent
     * @param response the response, whose To is copied
     */
    public static RequestBuilder ack(SipMessage invite, SipMessage response) throws SipParseException {
        return hopByHop(Method.ACK, invite).to(response.header(HeaderName.TO));
    }

    /**
     * The CANCEL of a request (RFC 3261 §9.1).
     *
     * @param invite the INVITE as it was sent
     */
    public static RequestBuilder cancel(SipMessage invite) throws SipParseException {
        return hopByHop(Method.CANCEL, invite).to(invite.header(HeaderName.TO));
    }

    private static RequestBuilder hopByHop(Method method, SipMessage invite) throws SipParseException {
        RequestBuilder builder = of(method, invite.requestUriText())
                .via(invite.topVia())
                .from(invite.header(HeaderName.FROM))
                .callId(invite.callId())
                .cseq(invite.cseq().number());
        HeaderIndex index = invite.index();
        for (int i = index.first(HeaderName.ROUTE); i >= 0; i = index.next(HeaderName.ROUTE, i + 1)) {
            builder.route(index.value(i));
        }
        return builder;
    }

    /** Adds a Via below those there are. */
    public RequestBuilder via(Via via) {
        return viaText(via.toString());
    }

    /** Adds a Via with {@code rport} (RFC 3581); {@code host} with brackets when IPv6, {@code transport} as UDP, TCP … */
    public RequestBuilder via(String transport, String host, int port, String branch) {
        return viaText("SIP/2.0/" + transport + ' ' + host + ':' + port + ";branch=" + branch + ";rport");
    }

    private RequestBuilder viaText(String value) {
        vias.add("Via: ").add(ResponseBuilder.oneLine(value)).crlf();
        return this;
    }

    /** Adds a Route value below those there are. */
    public RequestBuilder route(String value) {
        routes.add("Route: ").add(ResponseBuilder.oneLine(value)).crlf();
        return this;
    }

    /** The whole From value with its tag. */
    public RequestBuilder from(String value) {
        from = value;
        return this;
    }

    /** The whole To value. */
    public RequestBuilder to(String value) {
        to = value;
        return this;
    }

    /** The Call-ID. */
    public RequestBuilder callId(String value) {
        callId = value;
        return this;
    }

    /** The CSeq number, 0 to 2^31 - 1; 1 unless set. */
    public RequestBuilder cseq(long number) {
        cseq = number;
        return this;
    }

    /** Max-Forwards, 0 to 255; 70 unless set. */
    public RequestBuilder maxForwards(int hops) {
        maxForwards = hops;
        return this;
    }

    /** Adds a header field. */
    public RequestBuilder header(String name, String value) {
        extra.add(name).add(": ").add(ResponseBuilder.oneLine(value)).crlf();
        return this;
    }

    /** Adds a header field the stack knows by name. */
    public RequestBuilder header(HeaderName name, String value) {
        return header(name.wireName(), value);
    }

    /** Adds complete header fields as wire text, each with its line break. */
    public RequestBuilder headerLines(String lines) {
        extra.add(lines);
        return this;
    }

    /** Gives the request a body and its Content-Type. */
    public RequestBuilder body(String contentType, byte[] octets) {
        header(HeaderName.CONTENT_TYPE, contentType);
        body = octets.clone();
        return this;
    }

    /**
     * The complete request.
     *
     * @throws IllegalStateException when From, To or Call-ID was not given
     */
    public byte[] build() {
        if (from == null || to == null || callId == null) {
            throw new IllegalStateException("a request needs From, To and Call-ID");
        }
        WireBuffer out = new WireBuffer(512 + body.length + extra.length());
        out.add(method)
                .add(' ')
                .add(ResponseBuilder.oneLine(requestUri))
                .add(" SIP/2.0")
                .crlf();
        out.add(vias);
        out.add("Max-Forwards: ").add(maxForwards).crlf();
        out.add(routes);
        out.add("From: ").add(ResponseBuilder.oneLine(from)).crlf();
        out.add("To: ").add(ResponseBuilder.oneLine(to)).crlf();
        out.add("Call-ID: ").add(ResponseBuilder.oneLine(callId)).crlf();
        out.add("CSeq: ").add(cseq).add(' ').add(method).crlf();
        out.add(extra);
        out.add("Content-Length: ").add(body.length).crlf().crlf();
        return out.add(body, 0, body.length).toBytes();
    }
}
