package org.breakwater.dns.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.dns.zone.Answer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Turns answers into octets with dnsjava's encoder, name compression included. */
final class AnswerEncoder {

    private static final int MAX_ORDERS = 8;

    private AnswerEncoder() {}

    static EncodedAnswer encode(Name name, int type, Answer answer) {
        List<Record> records = answer.answer();
        boolean rotates =
                (type == Type.A || type == Type.AAAA) && records.stream().allMatch(record -> record.getType() == type);
        int orders = rotates ? Math.max(1, Math.min(records.size(), MAX_ORDERS)) : 1;
        byte[][] octets = new byte[orders][];
        for (int i = 0; i < orders; i++) {
            List<Record> rotated = new ArrayList<>(records);
            Collections.rotate(rotated, -i);
            octets[i] = message(name, type, answer, rotated, true).toWire(Message.MAXLENGTH);
        }
        boolean whole = answer.additional().isEmpty() || answer.kind() == Answer.Kind.REFERRAL;
        int essential = whole
                ? octets[0].length
                : message(name, type, answer, records, false).toWire(Message.MAXLENGTH).length;
        return new EncodedAnswer(
                octets, name.length() + 4, essential, additional(octets[0]), answer.kind() == Answer.Kind.OUTSIDE);
    }

    /** Read back, because a message that is too long for TCP has lost some. */
    private static int additional(byte[] octets) {
        return (octets[10] & 0xff) << 8 | (octets[11] & 0xff);
    }

    private static Message message(Name name, int type, Answer answer, List<Record> records, boolean additional) {
        Message message = new Message(0);
        message.getHeader().setFlag(Flags.QR);
        if (answer.authoritative()) {
            message.getHeader().setFlag(Flags.AA);
        }
        message.getHeader().setRcode(answer.rcode());
        message.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        records.forEach(record -> message.addRecord(record, Section.ANSWER));
        answer.authority().forEach(record -> message.addRecord(record, Section.AUTHORITY));
        if (additional) {
            answer.additional().forEach(record -> message.addRecord(record, Section.ADDITIONAL));
        }
        return message;
    }
}
