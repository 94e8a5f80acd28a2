package org.breakwater.acceptance.parity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.acceptance.parity.ParityCase.Send;

/** Writes the sender's requests and remembers the INVITE that ACK, CANCEL and in-dialog requests refer to. */
final class RequestWriter {
    private final Ports ports;
    private final String callId;
    private int branches;
    private int cseq;
    private SipText invite;
    private SipText answer;
    private SipText challenge;

    RequestWriter(Ports ports, String caseName) {
        this.ports = ports;
        this.callId = "parity-" + caseName.replace('/', '-') + "@test.example";
    }

    /** The text of the next request. */
    String write(Send send) {
        if (send.raw()) {
            return ports.fill(String.join("\r\n", send.body())) + "\r\n\r\n";
        }
        boolean dialog = send.target().equals("dialog");
        String target = dialog ? remoteTarget() : ports.fill(send.target());
        if (send.method().equals("CANCEL")) {
            target = invite.target();
        }
        List<String> headers = defaults(send.method(), dialog);
        addContent(send, headers);
        headers.removeIf(h -> send.removed().contains(SipText.nameOf(h)));
        send.headers().forEach(h -> replace(headers, ports.fill(h)));
        for (String credentials : send.credentials()) {
            // An engine that did not challenge gets the request without credentials; its effect tells the difference.
            if (challenge != null) {
                headers.add(DigestAnswer.header(challenge, credentials, send.method(), target));
            }
        }
        String body = send.body().isEmpty() ? "" : String.join("\r\n", send.body()) + "\r\n";
        String text = send.method() + " " + target + " SIP/2.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
        if (send.method().equals("INVITE")) {
            invite = SipText.parse(text);
            answer = null;
        }
        return text;
    }

    /** Takes note of a reply; returns the ACK a user agent owes for a negative final answer, or empty. */
    String acknowledge(SipText reply) {
        if (reply.status() == 401 || reply.status() == 407) {
            challenge = reply;
        }
        boolean toInvite = invite != null && reply.first("cseq").equals(invite.first("cseq"));
        if (!toInvite) {
            return "";
        }
        if (reply.status() > 100) {
            answer = reply;
        }
        if (reply.status() < 300) {
            return "";
        }
        List<String> headers = new ArrayList<>();
        headers.add("Via: " + invite.first("via"));
        invite.values("route").forEach(r -> headers.add("Route: " + r));
        headers.add("From: " + invite.first("from"));
        headers.add("To: " + reply.first("to"));
        headers.add("Call-ID: " + callId);
        headers.add("CSeq: " + cseqNumber() + " ACK");
        headers.add("Max-Forwards: 70");
        headers.add("Content-Length: 0");
        return "ACK " + invite.target() + " SIP/2.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private String remoteTarget() {
        if (answer == null) {
            throw new IllegalStateException("no answered INVITE before an in-dialog request");
        }
        String contact = answer.first("contact");
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    private String cseqNumber() {
        return invite.first("cseq").split(" ")[0];
    }

    private List<String> defaults(String method, boolean dialog) {
        boolean ofInvite = method.equals("CANCEL") || dialog && method.equals("ACK");
        boolean sameBranch = method.equals("CANCEL");
        String number = ofInvite ? cseqNumber() : Integer.toString(++cseq);
        String via = "SIP/2.0/UDP 127.0.0.1:" + ports.uac() + ";branch=z9hG4bK-parity-" + (++branches);
        List<String> headers = new ArrayList<>();
        headers.add("Via: " + (sameBranch ? invite.first("via") : via));
        headers.add("From: \"Alice\" <sip:alice@example.org>;tag=parity-from");
        headers.add("To: " + (dialog ? answer.first("to") : "<sip:bob@example.com>"));
        if (dialog) {
            List<String> routes = new ArrayList<>(answer.values("record-route"));
            Collections.reverse(routes);
            routes.forEach(r -> headers.add("Route: " + r));
        }
        headers.add("Call-ID: " + callId);
        headers.add("CSeq: " + number + " " + method);
        headers.add("Max-Forwards: 70");
        if (!method.equals("CANCEL")) {
            headers.add("Contact: <sip:alice@127.0.0.1:" + ports.uac() + ">");
            headers.add("User-Agent: parity-phone/1.0");
        }
        return headers;
    }

    private static void addContent(Send send, List<String> headers) {
        int length = send.body().stream().mapToInt(l -> l.length() + 2).sum();
        if (length > 0) {
            boolean sdp = send.body().get(0).startsWith("v=0");
            headers.add("Content-Type: " + (sdp ? "application/sdp" : "text/plain"));
        }
        headers.add("Content-Length: " + length);
    }

    private static void replace(List<String> headers, String header) {
        String name = SipText.nameOf(header);
        for (int i = 0; i < headers.size(); i++) {
            if (SipText.nameOf(headers.get(i)).equals(name)) {
                headers.set(i, header);
                return;
            }
        }
        headers.add(header);
    }
}
