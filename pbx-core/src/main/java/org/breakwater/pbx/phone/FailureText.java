package org.breakwater.pbx.phone;

import java.util.Locale;
import org.breakwater.sip.agent.Failure;

/** Says in a sentence why something failed, and where there is one, what to do about it. */
final class FailureText {

    private final String server;

    /** Sentences that call the server by this name. */
    FailureText(String server) {
        this.server = server;
    }

    String of(Failure failure) {
        if (failure.local()) {
            return local(failure);
        }
        String hint = hint(failure.status());
        return failure.status()
                + " "
                + failure.reason()
                + (failure.warning() == null ? "" : " (Warning: " + failure.warning() + ")")
                + (hint == null ? "" : ": " + hint);
    }

    private String local(Failure failure) {
        String reason = failure.reason();
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("refused")) {
            return "no answer from " + server + ": connection refused";
        }
        if (lower.contains("timed out") || lower.contains("no answer")) {
            return "no answer from " + server + ": timed out";
        }
        if (lower.startsWith("tls handshake failed: ")) {
            return tls(reason.substring("tls handshake failed: ".length()));
        }
        if (lower.startsWith("connection failed: ")) {
            return "no answer from " + server + ": " + reason.substring("connection failed: ".length());
        }
        return reason;
    }

    private String tls(String why) {
        if (why.contains("certification path")) {
            return "the TLS certificate of " + server
                    + " is signed by nobody trusted here; name its authority by --ca FILE, or check nothing by --insecure";
        }
        if (why.contains("No subject alternative") || why.contains("No name matching")) {
            return "the TLS certificate of " + server + " is for another name: " + why;
        }
        return "no TLS with " + server + ": " + why;
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 407 -> "is the user and password right?";
            case 403 -> "the server does not allow this user to do that";
            case 404 -> "nobody there has this number, or nobody is registered with it";
            case 408, 480 -> "the other side did not answer";
            case 486, 600 -> "the other side is busy";
            case 487 -> "the call was given up";
            case 488, 606 -> "no codec in common; this phone has PCMU and PCMA";
            case 603 -> "the other side declined";
            default -> null;
        };
    }
}
