package org.breakwater.sip.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Floods REGISTERs over one TCP connection to a receiver that answers 200, and prints what the event loop spends on
 * each. Not a test: run its main. Arguments: messages a second (0 for as fast as it goes), seconds.
 */
public final class TransportBench {

    private static final int PORT = 23010;
    private static final int WINDOW = 64;
    private static final int WARM_SECONDS = 8;

    private TransportBench() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        try (WorkerGroup group = new WorkerGroup(1, TimeSource.system())) {
            ListenPoint point = ListenPoint.of(TransportProtocol.TCP, TransportFixture.loopback(PORT));
            NettyTransport transport = new NettyTransport(
                    TransportConfig.of(List.of(point)), group, TransportHooks.NONE, TimeSource.system());
            transport.start(new Answering());
            try (Socket phone = new Socket(point.address().getAddress(), PORT)) {
                phone.setTcpNoDelay(true);
                phone.setSoTimeout(20);
                flood(phone, 0, WARM_SECONDS);
                flood(phone, rate, Math.min(3, seconds));
                long cpu = loopNanos();
                long done = flood(phone, rate, seconds);
                double micros = (loopNanos() - cpu) / 1000.0 / done;
                System.out.printf("%d messages in %d s, %.1f us of loop CPU each%n", done, seconds, micros);
            }
            transport.stop();
        }
    }

    private static long flood(Socket phone, int rate, int seconds) throws Exception {
        Semaphore window = new Semaphore(WINDOW);
        InputStream in = phone.getInputStream();
        Thread reader = Threads.named("bench-reader").newThread(() -> count(in, window));
        byte[] request = request();
        OutputStream out = phone.getOutputStream();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long sent = 0;
        reader.start();
        while (System.nanoTime() < end) {
            window.acquire();
            out.write(request);
            sent++;
            if (rate > 0) {
                LockSupport.parkNanos(start + sent * 1_000_000_000L / rate - System.nanoTime());
            }
        }
        window.acquire(WINDOW);
        reader.interrupt();
        reader.join();
        return sent;
    }

    /** Each response ends with the only empty line in it. */
    private static void count(InputStream in, Semaphore window) {
        byte[] buffer = new byte[65536];
        int state = 0;
        while (!Thread.currentThread().isInterrupted()) {
            int n = read(in, buffer);
            for (int i = 0; i < n; i++) {
                boolean expected = buffer[i] == ((state & 1) == 0 ? '\r' : '\n');
                state = expected ? state + 1 : 0;
                if (state == 4) {
                    state = 0;
                    window.release();
                }
            }
        }
    }

    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("sip-worker")) {
                sum += threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return sum;
    }

    private static byte[] request() {
        return TransportFixture.bytes("REGISTER sip:127.0.0.1:23010;transport=TCP SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bK-12345-1-0;rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:1001@127.0.0.1>;tag=12345r1\r\n"
                + "To: <sip:1001@127.0.0.1>\r\n"
                + "Call-ID: 1-12345@127.0.0.1\r\n"
                + "CSeq: 2 REGISTER\r\n"
                + "Contact: <sip:1001@127.0.0.1:5060;transport=TCP>\r\n"
                + "Authorization: Digest username=\"1001\",realm=\"127.0.0.1\",cnonce=\"6b8b4567\",nc=00000001,qop=auth,"
                + "uri=\"sip:127.0.0.1:5060\",nonce=\"Z0abcdefghijklmnopqrstuvwxyz0123456789\","
                + "response=\"0123456789abcdef0123456789abcdef\",algorithm=MD5\r\n"
                + "Expires: 3600\r\n"
                + "Content-Length: 0\r\n\r\n");
    }

    /** Answers 200 with the fields a response copies. */
    private static final class Answering implements MessageReceiver {
        private static final byte[] START = TransportFixture.bytes("SIP/2.0 200 OK\r\n");
        private static final byte[] END = TransportFixture.bytes("Content-Length: 0\r\n\r\n");

        @Override
        public void received(SipMessage message, Flow flow, Worker worker) {
            HeaderIndex index = message.index();
            byte[] response = new byte[message.length() + START.length];
            System.arraycopy(START, 0, response, 0, START.length);
            int at = START.length;
            for (int i = 0; i < index.count(); i++) {
                HeaderName name = index.name(i);
                if (name == HeaderName.VIA
                        || name == HeaderName.FROM
                        || name == HeaderName.TO
                        || name == HeaderName.CALL_ID
                        || name == HeaderName.CSEQ) {
                    int length = index.lineEnd(i) - index.lineStart(i);
                    System.arraycopy(message.buffer(), index.lineStart(i), response, at, length);
                    at += length;
                }
            }
            System.arraycopy(END, 0, response, at, END.length);
            flow.send(Arrays.copyOf(response, at + END.length), SendOutcome.IGNORED);
        }

        @Override
        public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
            throw new IllegalStateException(fault);
        }

        @Override
        public void closed(Flow flow, Worker worker) {
            // the flood is over
        }
    }
}
