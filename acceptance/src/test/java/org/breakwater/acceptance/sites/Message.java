package org.breakwater.acceptance.sites;

import java.util.List;

/** A SIP message as text, as far as {@link FarmPhone} looks at it. */
record Message(String text) {

    /** A response that nobody sent. */
    static Message made(int status) {
        return new Message(String.format("SIP/2.0 %03d none\r\n\r\n", status));
    }

    boolean isRequest() {
        return !text.startsWith("SIP/2.0 ");
    }

    int status() {
        return isRequest() ? 0 : Integer.parseInt(text.substring(8, 11));
    }

    String method() {
        return text.split(" ", 2)[0];
    }

    /** The first value, or the empty text. */
    String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    List<String> headers(String name) {
        return text.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    /** What follows the empty line. */
    String body() {
        int empty = text.indexOf("\r\n\r\n");
        return empty < 0 ? "" : text.substring(empty + 4);
    }

    /** The answer 200 to this request. */
    String ok(String contact) {
        return answer("200 OK", contact);
    }

    /** An answer that refuses this request. */
    String refusal(int status) {
        return answer(status + " No", "");
    }

    private String answer(String statusLine, String contact) {
        StringBuilder reply = new StringBuilder("SIP/2.0 " + statusLine + "\r\n");
        for (String name : List.of("Via", "Record-Route", "From", "Call-ID", "CSeq")) {
            headers(name)
                    .forEach(value ->
                            reply.append(name).append(": ").append(value).append("\r\n"));
        }
        String to = header("To");
        reply.append("To: ")
                .append(to)
                .append(to.contains(";tag=") ? "" : ";tag=answer")
                .append("\r\n");
        return reply + contact + "Content-Length: 0\r\n\r\n";
    }
}
