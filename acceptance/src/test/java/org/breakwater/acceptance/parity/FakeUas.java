package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The downstream server. The user part of the request URI tells it what to answer: {@code r180-200-bob} rings and
 * answers, {@code r486} is busy, {@code silent…} says nothing, anything else is answered 200.
 */
final class FakeUas implements AutoCloseable {
    private static final Pattern SCRIPTED = Pattern.compile("sips?:r(\\d{3}(?:-\\d{3})*)\\b.*");
    private static final Pattern USER = Pattern.compile("(?:sips?|tel):([^@;>]*).*");

    private final UdpPeer peer;
    private final Observation observation;
    private final int port;
    private final Map<String, SipText> invites = new ConcurrentHashMap<>();

    FakeUas(UdpPeer peer, Observation observation, int port) {
        this.peer = peer;
        this.observation = observation;
        this.port = port;
    }

    /** Takes one datagram; runs on the reading thread. */
    void received(String raw, InetSocketAddress from) {
        SipText request = SipText.parse(raw);
        if (!raw.contains("SIP/2.0") || request.isReply() || !observation.requested(raw)) {
            return;
        }
        try {
            answer(request, from);
        } catch (IOException e) {
            observation.logged("PROBE fake UAS could not send: " + e.getMessage());
        }
    }

    private void answer(SipText request, InetSocketAddress to) throws IOException {
        switch (request.method()) {
            case "ACK" -> {}
            case "CANCEL" -> {
                send(request, 200, to);
                SipText invite = invites.remove(request.first("via"));
                if (invite != null) {
                    send(invite, 487, to);
                }
            }
            default -> {
                if (request.method().equals("INVITE")) {
                    invites.put(request.first("via"), request);
                }
                for (int status : statuses(request.target())) {
                    send(request, status, to);
                }
            }
        }
    }

    private static int[] statuses(String target) {
        Matcher scripted = SCRIPTED.matcher(target);
        if (scripted.matches()) {
            return java.util.Arrays.stream(scripted.group(1).split("-"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
        return target.startsWith("sip:silent") ? new int[0] : new int[] {200};
    }

    private void send(SipText request, int status, InetSocketAddress to) throws IOException {
        StringBuilder reply = new StringBuilder("SIP/2.0 " + status + " " + reason(status) + "\r\n");
        for (String name : List.of("via", "v", "record-route", "from", "f", "to", "t", "call-id", "i", "cseq")) {
            for (String header : request.headers()) {
                if (SipText.nameOf(header).equals(name)) {
                    reply.append(name.equals("to") || name.equals("t") ? tagged(header, user(request)) : header)
                            .append("\r\n");
                }
            }
        }
        if (status < 300 && status > 100) {
            reply.append("Contact: <sip:" + user(request) + "@127.0.0.1:" + port + ">\r\n");
        }
        reply.append("X-Answered-By: " + user(request) + "\r\nContent-Length: 0\r\n\r\n");
        peer.send(reply.toString(), to);
    }

    private static String tagged(String to, String user) {
        return to.contains(";tag=") ? to : to + ";tag=parity-" + user;
    }

    private static String user(SipText request) {
        Matcher user = USER.matcher(request.target());
        return user.matches() ? user.group(1) : "none";
    }

    private static String reason(int status) {
        return switch (status) {
            case 100 -> "Trying";
            case 180 -> "Ringing";
            case 183 -> "Session Progress";
            case 200 -> "OK";
            case 302 -> "Moved Temporarily";
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 503 -> "Service Unavailable";
            case 603 -> "Decline";
            default -> "Scripted";
        };
    }

    @Override
    public void close() {
        peer.close();
    }
}
