package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phone over TCP that answers every call at once. It also listens at its contact, for a server that has no connection to
 * it. Statuses it makes up: 0 for no answer, 1 for no connection, 599 for a 503 without Retry-After.
 */
final class FarmPhone {

    private static final String DOMAIN = "pbx.example.lan";
    private static final int ANSWER_SECONDS = 6;
    private static final int RUDE = 599;
    private static final int CONNECT_MILLIS = 2_000;

    private final int user;
    private final String address;
    private final int port;
    private final String instance;
    private final String registrationId = UUID.randomUUID().toString();
    private final AtomicInteger sequence = new AtomicInteger(1);
    private final Map<String, Wire> wires = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private volatile List<String> servers = List.of();
    private volatile int serverIndex;
    private final AtomicInteger dialled = new AtomicInteger();
    private final List<Message> taken = new CopyOnWriteArrayList<>();
    private final Set<String> talking = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Lamps lamps = new Lamps(this);
    private volatile boolean acknowledged;

    FarmPhone(int user, String address, int port) throws IOException {
        this.user = user;
        this.address = address;
        this.port = port;
        this.instance = new UUID(77, user).toString();
        ServerSocket listening = new ServerSocket(port, 50, InetAddress.getByName(address));
        daemon(() -> {
            while (true) {
                Wire wire = new Wire(listening.accept());
                dialled.incrementAndGet();
                daemon(() -> read(wire));
            }
        });
    }

    /** A call that was answered, or the status it was refused with. */
    record Dialog(FarmPhone caller, Message answer, String callId, String target, List<String> routes) {

        int status() {
            return answer.status();
        }

        String to() {
            return answer.header("To");
        }
    }

    int user() {
        return user;
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    /** Where it registered last. */
    synchronized String server() {
        return servers.get(serverIndex);
    }

    /** Where to register; the first that can be reached. */
    void useServers(List<String> addresses) {
        servers = addresses;
        serverIndex = 0;
    }

    /** Registers at the first server that takes it. */
    synchronized void registerAtHome() {
        serverIndex = 0;
        register();
    }

    /** Registers, at the next server when this one cannot be reached or refuses for now; the last status. */
    synchronized int register() {
        int status = 1;
        for (int attempt = 0; attempt < servers.size(); attempt++) {
            status = registerAt(servers.get(serverIndex));
            if (status == 200) {
                acknowledged = true;
                return status;
            }
            serverIndex = (serverIndex + 1) % servers.size();
        }
        return status;
    }

    private int registerAt(String server) {
        String contact = "Contact: <sip:" + user + "@" + address + ":" + port
                + ";transport=tcp>;reg-id=1;+sip.instance=\"<urn:uuid:" + instance + ">\"\r\n"
                + "Supported: path, outbound\r\nExpires: 600\r\n";
        Message answer =
                ask(server, "REGISTER", "sip:" + DOMAIN, "sip:" + user + "@" + DOMAIN, registrationId, contact);
        boolean rude = answer.status() == 503 && answer.header("Retry-After").isEmpty();
        return rude ? RUDE : answer.status();
    }

    /** Calls a number through a server. */
    Dialog invite(String number, String server) {
        String callId = UUID.randomUUID().toString();
        String uri = "sip:" + number + "@" + DOMAIN;
        Message answer = ask(server, "INVITE", uri, uri, callId, ownContact());
        if (answer.status() != 200) {
            return new Dialog(this, answer, callId, "", List.of());
        }
        talking.add(callId);
        return acknowledge(answer, callId, server);
    }

    private Dialog acknowledge(Message answer, String callId, String server) {
        String target = answer.header("Contact").replaceAll("^.*<|>.*$", "");
        List<String> routes = new ArrayList<>(answer.headers("Record-Route"));
        Collections.reverse(routes);
        Dialog dialog = new Dialog(this, answer, callId, target, routes);
        String cseq = answer.header("CSeq").split(" ")[0];
        send(server, "ACK", target, dialog.to(), callId, Integer.parseInt(cseq), route(dialog));
        return dialog;
    }

    /** Somebody answered a call that was given up for want of an answer: it is ended at once (RFC 3261 §13.2.2.4). */
    private void answeredTooLate(Message answer) {
        String callId = answer.header("Call-ID");
        boolean invite = answer.header("CSeq").endsWith(" INVITE");
        if (invite && answer.status() == 200 && !talking.contains(callId) && ended.add(callId)) {
            Dialog dialog = acknowledge(answer, callId, server());
            send(server(), "BYE", dialog.target(), dialog.to(), callId, sequence.getAndIncrement(), route(dialog));
        }
    }

    /** Calls a number through the first server that answers at all. */
    Dialog dial(String number, List<String> candidates) {
        Dialog dialog = null;
        for (String server : candidates) {
            dialog = invite(number, server);
            if (dialog.status() > 1) {
                return dialog;
            }
        }
        return dialog;
    }

    /** Asks for the lamp of a number. */
    Message subscribe(String number, String server) {
        String uri = "sip:" + number + "@" + DOMAIN;
        return ask(server, "SUBSCRIBE", uri, uri, UUID.randomUUID().toString(), ownContact() + "Event: dialog\r\n");
    }

    /** Ends a call through a server, whichever set it up; the status. */
    int bye(Dialog dialog, String server) {
        ended.add(dialog.callId());
        talking.remove(dialog.callId());
        return ask(server, "BYE", dialog.target(), dialog.to(), dialog.callId(), route(dialog))
                .status();
    }

    /** Ends the call it took last, over the connection to where it is registered; the status. */
    int hangUp() {
        Message invite = taken.get(taken.size() - 1);
        StringBuilder routes = new StringBuilder();
        invite.headers("Record-Route")
                .forEach(r -> routes.append("Route: ").append(r).append("\r\n"));
        String target = invite.header("Contact").replaceAll("^.*<|>.*$", "");
        return askOnce(server(), "BYE", target, invite.header("From"), invite.header("Call-ID"), routes.toString())
                .status();
    }

    /** It was without power for a moment: it is in no call, and nobody hears of that. */
    void forgetCalls() {
        talking.clear();
    }

    /** Whether it is in a call, as far as the phone knows. */
    boolean isTalking() {
        return !talking.isEmpty();
    }

    Lamps lamps() {
        return lamps;
    }

    /** A SUBSCRIBE within or outside of a dialog, through where it is registered. */
    Message subscribe(String uri, String to, String callId, String routes, int seconds) {
        String more = routes + ownContact() + "Event: dialog\r\nAccept: application/dialog-info+xml\r\nExpires: "
                + seconds + "\r\n";
        return ask(server(), "SUBSCRIBE", uri, to, callId, more);
    }

    static String uri(int user) {
        return "sip:" + user + "@" + DOMAIN;
    }

    /** How often somebody connected to its contact. */
    int dialled() {
        return dialled.get();
    }

    private static String route(Dialog dialog) {
        StringBuilder routes = new StringBuilder();
        dialog.routes().forEach(r -> routes.append("Route: ").append(r).append("\r\n"));
        return routes.toString();
    }

    private String ownContact() {
        return "Contact: <sip:" + user + "@" + address + ":" + port + ";transport=tcp>\r\n";
    }

    private String ownTag(String callId) {
        boolean answered = taken.stream().anyMatch(m -> m.header("Call-ID").equals(callId));
        return answered ? "answer" : callId.substring(0, 8);
    }

    /** A request and its final answer, with credentials when they are wanted. */
    private Message ask(String server, String method, String uri, String to, String callId, String more) {
        Message answer = askOnce(server, method, uri, to, callId, more);
        if (answer.status() != 401 && answer.status() != 407) {
            return answer;
        }
        if (method.equals("INVITE")) {
            int number = Integer.parseInt(answer.header("CSeq").split(" ")[0]);
            send(server, "ACK", uri, answer.header("To"), callId, number, "", answer.header("Via"));
        }
        return askOnce(server, method, uri, to, callId, more + credentials(answer, method, uri));
    }

    private Message askOnce(String server, String method, String uri, String to, String callId, String more) {
        int number = sequence.getAndIncrement();
        CompletableFuture<Message> reply = new CompletableFuture<>();
        String key = callId + " " + number + " " + method;
        waiting.put(key, reply);
        try {
            if (!send(server, method, uri, to, callId, number, more)) {
                return Message.made(1);
            }
            return reply.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Message.made(0);
        } catch (Exception e) {
            return Message.made(1);
        } finally {
            waiting.remove(key);
        }
    }

    private boolean send(String server, String method, String uri, String to, String callId, int number, String more) {
        String via = "SIP/2.0/TCP " + address + ":" + port + ";rport;branch=z9hG4bK" + UUID.randomUUID();
        return send(server, method, uri, to, callId, number, more, via);
    }

    private boolean send(
            String server, String method, String uri, String to, String callId, int number, String more, String via) {
        String toValue = to.contains("<") ? to : "<" + to + ">";
        String text = method + " " + uri + " SIP/2.0\r\nVia: " + via + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + user
                + "@" + DOMAIN + ">;tag=" + ownTag(callId) + "\r\nTo: " + toValue + "\r\nCall-ID: " + callId
                + "\r\nCSeq: " + number + " " + method + "\r\n" + more + "Content-Length: 0\r\n\r\n";
        try {
            wire(server).send(text);
            return true;
        } catch (IOException e) {
            wires.remove(server);
            return false;
        }
    }

    private synchronized Wire wire(String server) throws IOException {
        Wire wire = wires.get(server);
        if (wire == null) {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(server, 5060), CONNECT_MILLIS);
            wire = new Wire(socket);
            wires.put(server, wire);
            Wire reading = wire;
            daemon(() -> {
                try {
                    read(reading);
                } finally {
                    wires.remove(server, reading);
                }
            });
        }
        return wire;
    }

    /** Until the other side closes. Whoever waits for an answer on it then waits in vain, as a real phone would. */
    private void read(Wire wire) throws IOException {
        for (String text = wire.receive(); text != null; text = wire.receive()) {
            Message message = new Message(text);
            if (message.isRequest()) {
                asked(message, wire);
            } else if (message.status() >= 200) {
                CompletableFuture<Message> reply =
                        waiting.remove(message.header("Call-ID") + " " + message.header("CSeq"));
                if (reply != null) {
                    reply.complete(message);
                } else {
                    answeredTooLate(message);
                }
            }
        }
    }

    private void asked(Message request, Wire wire) throws IOException {
        String callId = request.header("Call-ID");
        switch (request.method()) {
            case "ACK" -> acknowledged(callId);
            case "NOTIFY" -> {
                int status = lamps.notified(request);
                wire.send(status == 200 ? request.ok("") : request.refusal(status));
            }
            case "BYE" -> {
                ended.add(callId);
                talking.remove(callId);
                wire.send(request.ok(ownContact()));
            }
            case "OPTIONS" -> {
                boolean strange = request.header("To").contains(";tag=") && !talking.contains(callId);
                wire.send(strange ? request.refusal(481) : request.ok(ownContact()));
            }
            case "INVITE" -> {
                taken.add(request);
                wire.send(request.ok(ownContact()));
            }
            default -> wire.send(request.ok(ownContact()));
        }
    }

    /** One that comes after the BYE, on another way, begins nothing. */
    private void acknowledged(String callId) {
        if (!ended.contains(callId)) {
            talking.add(callId);
        }
    }

    private String credentials(Message challenge, String method, String uri) {
        boolean proxy = challenge.status() == 407;
        String offered = challenge.header(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        String realm = parameter(offered, "realm");
        String nonce = parameter(offered, "nonce");
        String secret = md5(user + ":" + realm + ":password-" + user);
        String response = md5(secret + ":" + nonce + ":00000001:c0ffee:auth:" + md5(method + ":" + uri));
        return (proxy ? "Proxy-Authorization" : "Authorization") + ": Digest username=\"" + user + "\", realm=\""
                + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri + "\", response=\"" + response
                + "\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"c0ffee\"\r\n";
    }

    private static String parameter(String challenge, String name) {
        Matcher m = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        return m.find() ? m.group(1) : "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static void daemon(Reading reading) {
        Thread thread = new Thread(() -> {
            try {
                reading.run();
            } catch (IOException closed) {
                return; // The other side went away.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
