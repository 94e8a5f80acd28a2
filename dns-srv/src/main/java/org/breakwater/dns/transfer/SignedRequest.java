package org.breakwater.dns.transfer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/**
 * A request with its signature checked, or found to have none.
 *
 * @param message as parsed
 * @param key that signed it; empty when it is not signed
 * @param error {@link Rcode#NOERROR}, or what is wrong with the signature (RFC 8945 §5.2)
 */
record SignedRequest(Message message, Optional<TransferKey> key, int error) {

    private static final Duration FUDGE = Duration.ofSeconds(300);
    private static final int UDP_SIZE = 1232;

    /**
     * Reads a packet.
     *
     * @throws IOException when it is no DNS message
     */
    static SignedRequest read(byte[] packet, Map<Name, TransferKey> keys) throws IOException {
        Message message = new Message(packet);
        TSIGRecord signature = message.getTSIG();
        if (signature == null) {
            return new SignedRequest(message, Optional.empty(), Rcode.NOERROR);
        }
        TransferKey key = keys.get(signature.getName());
        if (key == null || !signature.getAlgorithm().equals(TSIG.HMAC_SHA256)) {
            return new SignedRequest(message, Optional.empty(), Rcode.BADKEY);
        }
        return new SignedRequest(message, Optional.of(key), key.tsig().verify(message, packet, null));
    }

    /** An empty reply with the same id, opcode and question. */
    Message reply(int rcode) {
        Message reply = new Message(message.getHeader().getID());
        reply.getHeader().setOpcode(message.getHeader().getOpcode());
        reply.getHeader().setFlag(Flags.QR);
        if (message.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        reply.getHeader().setRcode(rcode & 0xf);
        Record question = message.getQuestion();
        if (question != null) {
            reply.addRecord(question, Section.QUESTION);
        }
        if (message.getOPT() != null) {
            reply.addRecord(new OPTRecord(UDP_SIZE, rcode >> 4, 0), Section.ADDITIONAL);
        }
        return reply;
    }

    /** The octets of a reply, signed when the request was. */
    byte[] encode(Message reply, int limit) {
        key.filter(k -> error == Rcode.NOERROR || error == Rcode.BADTIME)
                .ifPresent(k -> reply.setTSIG(k.tsig(), error, message.getTSIG()));
        return reply.toWire(limit);
    }

    /** The refusal of a bad signature: NOTAUTH, unsigned unless only the time is wrong (RFC 8945 §5.2). */
    byte[] refusal(Instant now) {
        Message reply = reply(Rcode.NOTAUTH);
        // The signature must come last, and dnsjava puts OPT behind it.
        reply.removeAllRecords(Section.ADDITIONAL);
        TSIGRecord theirs = message.getTSIG();
        if (error != Rcode.BADTIME) {
            reply.addRecord(
                    new TSIGRecord(
                            theirs.getName(),
                            DClass.ANY,
                            0,
                            theirs.getAlgorithm(),
                            now,
                            FUDGE,
                            new byte[0],
                            message.getHeader().getID(),
                            error,
                            new byte[0]),
                    Section.ADDITIONAL);
        }
        return encode(reply, Message.MAXLENGTH);
    }

    /** How large a reply may be over UDP. */
    int udpLimit() {
        OPTRecord opt = message.getOPT();
        return opt == null ? 512 : Math.max(512, Math.min(opt.getPayloadSize(), UDP_SIZE));
    }
}
