package org.breakwater.sip.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A request or response: the bytes as they came, an index of where its header fields lie, and header fields parsed when
 * first asked for. Immutable from the outside; changes are {@link MessageEdits} applied when it is written.
 *
 * <p>Header values given as String are unfolded (RFC 3261 §7.3.1: line breaks with following white space become one
 * blank) and trimmed.
 */
public final class SipMessage {

    private final byte[] buffer;
    private final HeaderIndex index;
    private final StartLine startLine;
    private final SipParseException fault;
    private Via topVia;
    private NameAddr from;
    private NameAddr to;
    private CSeq cseq;
    private String callId;
    private String requestUriText;
    private SipUri requestUri;
    private List<NameAddr> contacts;

    SipMessage(byte[] buffer, StartLine startLine, HeaderIndex index, SipParseException fault) {
        this.buffer = buffer;
        this.startLine = startLine;
        this.index = index;
        this.fault = fault;
    }

    /**
     * Indexes a message. The array is owned by the message afterwards; octets beyond Content-Length are left out.
     *
     * @throws SipParseException when there is no usable start line or header section
     */
    public static SipMessage parse(byte[] message, ParseLimits limits) throws SipParseException {
        return MessageParser.parse(message, limits);
    }

    /**
     * What is wrong with the message as a whole although its header fields can be told apart: another SIP version, a
     * line that is no header field, a Content-Length that cannot be. A request should be refused for it, a response
     * dropped. Null if nothing.
     */
    public SipParseException fault() {
        return fault;
    }

    /** The message as received; not to be written to. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the header fields lie. */
    public HeaderIndex index() {
        return index;
    }

    /** Octets of the whole message. */
    public int length() {
        return buffer.length;
    }

    /** Whether this is a request. */
    public boolean isRequest() {
        return startLine.isRequest();
    }

    /** The method of a request; of a response, the method in its CSeq. */
    public Method method() {
        if (isRequest()) {
            return startLine.method();
        }
        CSeq c = cseqOrNull();
        return c == null ? Method.OTHER : c.method();
    }

    /** The method token as written in the request line, or in CSeq of a response; null if that is unreadable. */
    public String methodName() {
        if (isRequest()) {
            return startLine.method() == Method.OTHER
                    ? Octets.text(buffer, startLine.firstStart(), startLine.firstEnd())
                    : startLine.method().name();
        }
        CSeq c = cseqOrNull();
        return c == null ? null : c.methodName();
    }

    /** Status of a response, 0 for a request. */
    public int status() {
        return startLine.status();
    }

    /** Reason phrase of a response, empty for a request. */
    public String reason() {
        return isRequest() ? "" : Octets.text(buffer, startLine.lastStart(), startLine.lastEnd());
    }

    /** Where the parts of the start line lie. */
    public StartLine startLine() {
        return startLine;
    }

    /** Request-URI as written, null for a response. */
    public String requestUriText() {
        if (requestUriText == null && isRequest()) {
            requestUriText = Octets.text(buffer, startLine.middleStart(), startLine.middleEnd());
        }
        return requestUriText;
    }

    /**
     * The Request-URI.
     *
     * @throws SipParseException when it is not a URI
     */
    public SipUri requestUri() throws SipParseException {
        if (requestUri == null) {
            requestUri = SipUri.parse(requestUriText());
        }
        return requestUri;
    }

    /** The first value of a known field, unfolded and trimmed, or null if absent. */
    public String header(HeaderName name) {
        int i = index.first(name);
        return i < 0 ? null : index.value(i);
    }

    /** The first value of a field by any spelling of its name, or null if absent. */
    public String header(String name) {
        int i = index.first(name);
        return i < 0 ? null : index.value(i);
    }

    /** Whether a field is present. */
    public boolean has(HeaderName name) {
        return index.first(name) >= 0;
    }

    /** Walks over the elements of a header that is a list, such as Via, Route or Contact. */
    public HeaderElements elements(HeaderName name) {
        return new HeaderElements(this, name, null);
    }

    /** The same, passing over elements that these edits have deleted. */
    public HeaderElements elements(HeaderName name, MessageEdits edits) {
        return new HeaderElements(this, name, edits);
    }

    /** All elements of a header that is a list, unfolded and trimmed. */
    public List<String> values(HeaderName name) {
        if (!has(name)) {
            return List.of();
        }
        List<String> values = new ArrayList<>(4);
        HeaderElements elements = elements(name);
        while (elements.next()) {
            values.add(elements.text());
        }
        return values;
    }

    /**
     * All elements of a header whose elements are name-addr: Contact, Route, Record-Route, Path …
     *
     * @throws SipParseException 400 when one is malformed
     */
    public List<NameAddr> addresses(HeaderName name) throws SipParseException {
        if (!has(name)) {
            return List.of();
        }
        if (name == HeaderName.CONTACT && contacts != null) {
            return contacts;
        }
        List<NameAddr> addresses = new ArrayList<>(4);
        HeaderElements elements = elements(name);
        while (elements.next()) {
            addresses.add(NameAddr.parse(elements.text()));
        }
        if (name == HeaderName.CONTACT) {
            contacts = List.copyOf(addresses);
        }
        return addresses;
    }

    /** Whether Contact is {@code *}: with REGISTER, all bindings (RFC 3261 §10.2.2). */
    public boolean isContactStar() {
        return "*".equals(header(HeaderName.CONTACT));
    }

    /** Whether a list of tokens such as Supported, Require or Allow names one, in any case. */
    public boolean lists(HeaderName name, String token) {
        if (!has(name)) {
            return false;
        }
        HeaderElements elements = elements(name);
        while (elements.next()) {
            if (elements.text().equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The topmost Via.
     *
     * @throws SipParseException 400 when missing or malformed
     */
    public Via topVia() throws SipParseException {
        if (topVia == null) {
            topVia = Via.parse(required(HeaderName.VIA));
        }
        return topVia;
    }

    /**
     * The From field.
     *
     * @throws SipParseException 400 when missing or malformed
     */
    public NameAddr from() throws SipParseException {
        if (from == null) {
            from = NameAddr.parse(required(HeaderName.FROM));
        }
        return from;
    }

    /**
     * The To field.
     *
     * @throws SipParseException 400 when missing or malformed
     */
    public NameAddr to() throws SipParseException {
        if (to == null) {
            to = NameAddr.parse(required(HeaderName.TO));
        }
        return to;
    }

    /**
     * The CSeq field.
     *
     * @throws SipParseException 400 when missing or malformed
     */
    public CSeq cseq() throws SipParseException {
        if (cseq == null) {
            cseq = CSeq.parse(required(HeaderName.CSEQ));
        }
        return cseq;
    }

    /** The Call-ID, or null if absent. */
    public String callId() {
        if (callId == null) {
            callId = header(HeaderName.CALL_ID);
        }
        return callId;
    }

    /** Tag of To, or null: none, or To unreadable. */
    public String toTag() {
        try {
            return to().tag();
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Tag of From, or null: none, or From unreadable. */
    public String fromTag() {
        try {
            return from().tag();
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Offset of the first octet of the body. */
    public int bodyStart() {
        return index.bodyStart();
    }

    /** Octets of the body. */
    public int bodyLength() {
        return buffer.length - index.bodyStart();
    }

    /** The body as wire text. */
    public String body() {
        return Octets.text(buffer, index.bodyStart(), buffer.length);
    }

    /** The whole message as wire text, for traces and tests. */
    @Override
    public String toString() {
        return Octets.text(buffer, 0, buffer.length);
    }

    private CSeq cseqOrNull() {
        try {
            return cseq();
        } catch (SipParseException e) {
            return null;
        }
    }

    private String required(HeaderName name) throws SipParseException {
        int i = index.first(name);
        if (i < 0) {
            throw new SipParseException(400, 0, "Missing " + name.wireName() + " header");
        }
        return index.value(i);
    }
}
