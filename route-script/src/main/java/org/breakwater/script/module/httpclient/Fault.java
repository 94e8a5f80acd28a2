package org.breakwater.script.module.httpclient;

/** Why there is no answer, with the numbers libcurl gives, which scripts know. */
enum Fault {
    NONE(0, "No error"),
    PROTOCOL(1, "Unsupported protocol"),
    URL(3, "URL using bad/illegal format or missing URL"),
    HOST(6, "Couldn't resolve host name"),
    CONNECT(7, "Couldn't connect to server"),
    TIMEOUT(28, "Timeout was reached"),
    TLS(35, "SSL connect error"),
    REDIRECTS(47, "Number of redirects hit maximum amount"),
    RECEIVE(56, "Failure when receiving data from the peer");

    private final int number;
    private final String text;

    Fault(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    /** The text of a number, for {@code $curlerror}. */
    static String text(int number) {
        for (Fault fault : values()) {
            if (fault.number == number) {
                return fault.text;
            }
        }
        return "Unknown error";
    }
}
