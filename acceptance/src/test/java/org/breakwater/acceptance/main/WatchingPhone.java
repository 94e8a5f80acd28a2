package org.breakwater.acceptance.main;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A phone over TCP that asks for presence and lamps, takes every NOTIFY and remembers it. It listens at its Contact for a
 * server that has no connection to it.
 */
final class WatchingPhone implements AutoCloseable {

    private static final int LIMIT_MILLIS = 5_000;

    private final String domain;
    private final String user;
    private final String password;
    private final ServerSocket listening;
    private final List<SipMessageText> notified = new CopyOnWriteArrayList<>();
    private final List<SipMessageText> answers = new ArrayList<>();
    private final List<SipPeer> peers = new CopyOnWriteArrayList<>();
    private SipPeer peer;
    private int sequence = 1;

    /** A dialog of a subscription, as long as nothing is said of it otherwise. */
    record Dialog(String event, String uri, String callId, String tag, String to, String target) {}

    /** Connects to a server on this machine. */
    WatchingPhone(String user, String password, String domain, int serverPort) throws IOException {
        this.user = user;
        this.password = password;
        this.domain = domain;
        this.listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(() -> {
            while (true) {
                Socket socket = listening.accept();
                daemon(() -> read(SipPeer.accepted(socket)));
            }
        });
        connect(serverPort);
    }

    /** Sends to another server from now on. */
    void connect(int serverPort) throws IOException {
        SipPeer connected = SipPeer.tcp(serverPort);
        peer = connected;
        daemon(() -> read(connected));
    }

    private void read(SipPeer from) throws IOException {
        peers.add(from);
        for (SipMessageText m = from.receive(600_000); m != null; m = from.receive(600_000)) {
            if (!m.isRequest()) {
                synchronized (answers) {
                    answers.add(m);
                    answers.notifyAll();
                }
            } else if (!m.method().equals("ACK")) {
                synchronized (from) {
                    from.send(m.answer(200, "OK", ""));
                }
                synchronized (notified) {
                    notified.add(m);
                    notified.notifyAll();
                }
            }
        }
    }

    /** Asks for somebody's state and waits for the answer. */
    Dialog subscribe(String event, String watched, int seconds) throws IOException, InterruptedException {
        return subscribe(event, watched, seconds, "");
    }

    /** The same with more header lines. */
    Dialog subscribe(String event, String watched, int seconds, String lines) throws IOException, InterruptedException {
        return subscribeTo(event, "sip:" + watched + "@" + domain, seconds, lines);
    }

    /** The same of somebody elsewhere. */
    Dialog subscribeTo(String event, String uri, int seconds) throws IOException, InterruptedException {
        return subscribeTo(event, uri, seconds, "");
    }

    private Dialog subscribeTo(String event, String uri, int seconds, String lines)
            throws IOException, InterruptedException {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        String callId = UUID.randomUUID().toString();
        SipMessageText answer = ask("SUBSCRIBE", uri, uri, callId, tag, lines + subscribeLines(event, seconds), "");
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return new Dialog(event, uri, callId, tag, answer.header("To"), target(answer));
    }

    private static String target(SipMessageText answer) {
        return answer.header("Contact").replaceAll("^.*<|>.*$", "");
    }

    private static String subscribeLines(String event, int seconds) {
        return "Event: " + event + "\r\nExpires: " + seconds + "\r\n";
    }

    /** Asks again in a dialog; the status. */
    int again(Dialog d, int seconds) throws IOException, InterruptedException {
        return ask("SUBSCRIBE", d.target(), d.to(), d.callId(), d.tag(), subscribeLines(d.event(), seconds), "")
                .status();
    }

    /** The same with a body; {@code lines} are complete header lines. */
    int again(Dialog d, int seconds, String lines, String body) throws IOException, InterruptedException {
        String all = subscribeLines(d.event(), seconds) + lines;
        return ask("SUBSCRIBE", d.target(), d.to(), d.callId(), d.tag(), all, body)
                .status();
    }

    /** A request with a Call-ID of the caller's choice; its final answer. */
    SipMessageText ask(String callId, String method, String about) throws IOException, InterruptedException {
        String uri = "sip:" + about + "@" + domain;
        return ask(method, uri, uri, callId, "t" + sequence, "", "");
    }

    /** Waits until so many requests of a method came. */
    void awaitRequests(String method, int count, int millis) throws Exception {
        Await.until(
                count + " times " + method,
                millis / 1000,
                () -> notified.stream().filter(m -> m.method().equals(method)).count() >= count);
    }

    /** Any request out of a dialog about somebody; its final answer. */
    SipMessageText ask(String method, String about, String lines, String body)
            throws IOException, InterruptedException {
        String uri = "sip:" + about + "@" + domain;
        return ask(method, uri, uri, UUID.randomUUID().toString(), "t" + sequence, lines, body);
    }

    /** Sends a message to anybody; its final answer. */
    SipMessageText message(String uri, String callId, String lines, String text)
            throws IOException, InterruptedException {
        return ask("MESSAGE", uri, uri, callId, "t" + sequence, lines, text);
    }

    /** Requests that came and are not NOTIFY, in the order they came. */
    List<SipMessageText> received(String method) {
        return notified.stream().filter(m -> m.method().equals(method)).toList();
    }

    /** Registers for ten minutes at the server it is connected to. */
    SipMessageText register() throws IOException, InterruptedException {
        return register(600);
    }

    /** The same for another time; 0 ends it. */
    SipMessageText register(int seconds) throws IOException, InterruptedException {
        String to = "sip:" + user + "@" + domain;
        return ask("REGISTER", "sip:" + domain, to, "registration-" + user, "r", "Expires: " + seconds + "\r\n", "");
    }

    private SipMessageText ask(
            String method, String uri, String to, String callId, String tag, String lines, String body)
            throws IOException, InterruptedException {
        SipMessageText answer = send(method, uri, to, callId, tag, lines, body);
        if (answer.status() != 401 && answer.status() != 407) {
            return answer;
        }
        String signed = new TestUser(peer, user, password, 0).credentials(answer, method, uri);
        return send(method, uri, to, callId, tag, signed + lines, body);
    }

    private SipMessageText send(
            String method, String uri, String to, String callId, String tag, String lines, String body)
            throws IOException, InterruptedException {
        int number = sequence++;
        String toValue = to.contains("<") ? to : "<" + to + ">";
        String text = method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:" + peer.localPort()
                + ";rport;branch=z9hG4bK" + UUID.randomUUID() + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + user + "@"
                + domain + ">;tag=" + tag + "\r\nTo: " + toValue + "\r\nCall-ID: " + callId + "\r\nCSeq: " + number
                + " " + method + "\r\nContact: <sip:" + user + "@127.0.0.1:" + listening.getLocalPort()
                + ";transport=tcp>\r\nUser-Agent: snom320/8.7\r\n" + lines + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        synchronized (peer) {
            peer.send(text);
        }
        return answerTo(callId, number + " " + method);
    }

    private SipMessageText answerTo(String callId, String cseq) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
        synchronized (answers) {
            while (true) {
                for (SipMessageText m : answers) {
                    if (m.status() >= 200
                            && m.header("Call-ID").equals(callId)
                            && m.header("CSeq").equals(cseq)) {
                        return m;
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("no answer to " + cseq + " of " + user);
                }
                answers.wait(left);
            }
        }
    }

    /** NOTIFYs of a dialog so far, in the order they came. */
    List<SipMessageText> notified(Dialog d) {
        return notified.stream()
                .filter(m -> m.header("Call-ID").equals(d.callId()))
                .toList();
    }

    /** Waits until the last NOTIFY of a dialog is as wanted; milliseconds it took. */
    long await(Dialog d, String what, int millis, Predicate<SipMessageText> wanted) throws InterruptedException {
        long start = System.nanoTime();
        synchronized (notified) {
            for (long passed = 0; passed < millis; passed = (System.nanoTime() - start) / 1_000_000) {
                List<SipMessageText> all = notified(d);
                if (!all.isEmpty() && wanted.test(all.get(all.size() - 1))) {
                    return passed;
                }
                notified.wait(millis - passed);
            }
        }
        throw new AssertionError(user + " was not shown " + what + " of " + d.uri() + " within " + millis + " ms, but "
                + notified(d).stream().map(SipMessageText::text).toList());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (SipPeer p : peers) {
            p.close();
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
                return; // the other side, or the test, is done
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
