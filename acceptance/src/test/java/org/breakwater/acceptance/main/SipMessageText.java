package org.breakwater.acceptance.main;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A received message as text, with what the tests look at. */
record SipMessageText(String text) {

    static SipMessageText of(byte[] octets, int length) {
        return new SipMessageText(new String(octets, 0, length, StandardCharsets.ISO_8859_1));
    }

    String startLine() {
        return text.substring(0, Math.max(0, text.indexOf("\r\n")));
    }

    boolean isRequest() {
        return !text.startsWith("SIP/2.0 ");
    }

    /** Status of a response, 0 for a request. */
    int status() {
        return isRequest() ? 0 : Integer.parseInt(text.substring(8, 11));
    }

    String method() {
        return startLine().split(" ", 2)[0];
    }

    /** Values of a header in order; long form. */
    List<String> headers(String name) {
        int end = text.indexOf("\r\n\r\n");
        return text.substring(0, end < 0 ? text.length() : end)
                .lines()
                .filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(l -> l.substring(name.length() + 1).strip())
                .toList();
    }

    /** The first value of a header, or the empty text. */
    String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** Answers this request: Via, From, To, Call-ID and CSeq copied. */
    String answer(int status, String reason, String moreHeaders) {
        StringBuilder reply = new StringBuilder("SIP/2.0 " + status + " " + reason + "\r\n");
        for (String name : List.of("Via", "Record-Route", "From", "Call-ID", "CSeq")) {
            headers(name).forEach(v -> reply.append(name).append(": ").append(v).append("\r\n"));
        }
        String to = header("To");
        reply.append("To: ")
                .append(to.contains(";tag=") ? to : to + ";tag=answer")
                .append("\r\n");
        return reply + moreHeaders + "Content-Length: 0\r\n\r\n";
    }
}
