package org.breakwater.sip.message;

/**
 * Writes the response to a request (RFC 3261 §8.2.6). What goes back to the sender is copied as it came, so that a
 * request with malformed header fields can still be answered; a field the request lacks is left out.
 *
 * <p>Not thread-safe.
 */
public final class ResponseBuilder {

    private final SipMessage request;
    private final int status;
    private final String reason;
    private final WireBuffer extra = new WireBuffer(128);
    private String toTag;
    private String sourceAddress;
    private int sourcePort;
    private boolean forceRport;
    private boolean recordRoute;
    private byte[] body = {};

    private ResponseBuilder(SipMessage request, int status, String reason) {
        this.request = request;
        this.status = status;
        this.reason = reason;
    }

    /**
     * Starts a response.
     *
     * @param status 100 to 699
     * @param reason reason phrase as wire text; line breaks become blanks
     */
    public static ResponseBuilder of(SipMessage request, int status, String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("status " + status);
        }
        return new ResponseBuilder(request, status, reason);
    }

    /** Starts a response with the reason phrase the RFCs give for the status. */
    public static ResponseBuilder of(SipMessage request, int status) {
        return of(request, status, ReasonPhrase.of(status));
    }

    /** Tag for To; ignored when the request has one there already. */
    public ResponseBuilder toTag(String tag) {
        toTag = tag;
        return this;
    }

    /**
     * Where the request came from: the topmost Via gets {@code received} when its host differs from the address, and,
     * when it asks by {@code rport}, both (RFC 3261 §18.2.1, RFC 3581 §4).
     *
     * @param address numeric, IPv6 without brackets
     * @param port 1 to 65535
     */
    public ResponseBuilder receivedFrom(String address, int port) {
        sourceAddress = address;
        sourcePort = port;
        return this;
    }

    /** Writes {@code received} and {@code rport} even when the request did not ask; needs {@link #receivedFrom}. */
    public ResponseBuilder forceRport() {
        forceRport = true;
        return this;
    }

    /** Copies Record-Route, for responses that make a dialog (RFC 3261 §12.1.1). */
    public ResponseBuilder copyRecordRoute() {
        recordRoute = true;
        return this;
    }

    /** Adds a header field; line breaks in the value become blanks. */
    public ResponseBuilder header(String name, String value) {
        extra.add(name).add(": ").add(oneLine(value)).crlf();
        return this;
    }

    /** Adds a header field the stack knows by name. */
    public ResponseBuilder header(HeaderName name, String value) {
        return header(name.wireName(), value);
    }

    /** Adds complete header fields as wire text, each with its line break. */
    public ResponseBuilder headerLines(String lines) {
        extra.add(lines);
        return this;
    }

    /** Gives the response a body and its Content-Type. */
    public ResponseBuilder body(String contentType, byte[] octets) {
        header(HeaderName.CONTENT_TYPE, contentType);
        body = octets.clone();
        return this;
    }

    /** The complete response. */
    public byte[] build() {
        WireBuffer out = new WireBuffer(512 + extra.length() + body.length);
        out.add("SIP/2.0 ").add(status).add(' ').add(oneLine(reason)).crlf();
        vias(out);
        if (recordRoute) {
            copyAll(out, HeaderName.RECORD_ROUTE);
        }
        copyFirst(out, HeaderName.FROM);
        to(out);
        copyFirst(out, HeaderName.CALL_ID);
        copyFirst(out, HeaderName.CSEQ);
        if (status == 100) {
            copyFirst(out, HeaderName.TIMESTAMP);
        }
        out.add(extra);
        out.add("Content-Length: ").add(body.length).crlf().crlf();
        return out.add(body, 0, body.length).toBytes();
    }

    private void vias(WireBuffer out) {
        HeaderIndex index = request.index();
        int top = index.first(HeaderName.VIA);
        if (top >= 0 && sourceAddress != null) {
            String value = index.value(top);
            int end = ValueList.elementEnd(value, 0);
            out.add("Via: ").add(topVia(value.substring(0, end).trim()));
            out.add(value.substring(end)).crlf();
            top = index.next(HeaderName.VIA, top + 1);
        }
        for (int i = top; i >= 0; i = index.next(HeaderName.VIA, i + 1)) {
            copy(out, "Via", i);
        }
    }

    private String topVia(String element) {
        Via via;
        try {
            via = request.topVia();
        } catch (SipParseException e) {
            return element;
        }
        return element.substring(0, element.length() - via.params().text().length())
                + ViaStamp.stamp(via, sourceAddress, sourcePort, forceRport);
    }

    private void to(WireBuffer out) {
        int i = request.index().first(HeaderName.TO);
        if (i < 0) {
            return;
        }
        if (toTag == null || hasToTag(i)) {
            copy(out, "To", i);
            return;
        }
        out.add("To: ").add(request.index().value(i)).add(";tag=").add(toTag).crlf();
    }

    private boolean hasToTag(int i) {
        try {
            return request.to().params().has("tag");
        } catch (SipParseException e) {
            String value = request.index().value(i);
            int tag = value.lastIndexOf("tag=");
            return tag > 0 && value.charAt(tag - 1) == ';';
        }
    }

    private void copyFirst(WireBuffer out, HeaderName name) {
        int i = request.index().first(name);
        if (i >= 0) {
            copy(out, name.wireName(), i);
        }
    }

    private void copyAll(WireBuffer out, HeaderName name) {
        for (int i = request.index().first(name); i >= 0; i = request.index().next(name, i + 1)) {
            copy(out, name.wireName(), i);
        }
    }

    private void copy(WireBuffer out, String name, int i) {
        out.add(name).add(": ");
        request.index().copyValue(i, out);
        out.crlf();
    }

    static String oneLine(String text) {
        if (text.indexOf('\r') < 0 && text.indexOf('\n') < 0) {
            return text;
        }
        return text.replace('\r', ' ').replace('\n', ' ');
    }
}
