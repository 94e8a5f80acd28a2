package org.breakwater.sip.resolve;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.breakwater.platform.time.Threads;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** An authoritative DNS server over UDP on loopback, for tests: answers from a list of records. */
public final class TinyDnsServer implements AutoCloseable {

    private final DatagramSocket socket;
    private final List<Record> records = new ArrayList<>();

    /** Listens on a free port. */
    public TinyDnsServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Threads.named("tiny-dns").newThread(this::serve).start();
    }

    /** Adds a record in master file format: {@code a.example.}, {@code SRV}, {@code 1 1 5060 b.example.} */
    public synchronized TinyDnsServer add(String name, String type, String data) throws IOException {
        records.add(Record.fromString(Name.fromString(name), Type.value(type), DClass.IN, 60, data, Name.root));
        return this;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private synchronized Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        boolean known = false;
        for (Record record : records) {
            boolean sameName = record.getName().equals(question.getName());
            known |= sameName;
            if (sameName && (record.getType() == question.getType() || record.getType() == Type.CNAME)
                    || record.getType() == question.getType() && isAliasTarget(question.getName(), record)) {
                answer.addRecord(record, Section.ANSWER);
            }
        }
        answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
        return answer;
    }

    private boolean isAliasTarget(Name name, Record record) {
        return records.stream()
                .anyMatch(r -> r.getType() == Type.CNAME
                        && r.getName().equals(name)
                        && r.rdataToString().equals(record.getName().toString()));
    }
}
