package org.breakwater.cluster.link;

import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.link.LinkException.Reason;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Questions and answers on the wire, format 1. Pure. */
public final class Frames {

    /** Longest frame. */
    public static final int MAX_BYTES = MainLink.MAX_BYTES + 4096;

    static final int MAX_TOPIC = 64;
    private static final int FORMAT = 1;
    private static final int MAX_MESSAGE = 2000;

    private Frames() {}

    /** A question. */
    public record Question(String topic, byte[] body) {}

    static byte[] question(String topic, byte[] body) {
        return WireWriter.format(FORMAT).text(1, topic).bytes(2, body).toBytes();
    }

    /** Reads a question from a satellite. */
    public static Question question(byte[] frame) throws WireException {
        WireReader reader = WireReader.of(frame, MAX_BYTES, FORMAT);
        String topic = null;
        byte[] body = null;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> topic = reader.text(MAX_TOPIC);
                case 2 -> body = reader.bytes(MainLink.MAX_BYTES);
                default -> {}
            }
        }
        if (topic == null || body == null) {
            throw new WireException("a question needs a topic and a body");
        }
        return new Question(topic, body);
    }

    static byte[] answer(byte[] body) {
        return WireWriter.format(FORMAT).bytes(1, body).toBytes();
    }

    static byte[] refusal(Reason reason, String message) {
        String text = String.valueOf(message);
        String cut = text.substring(0, Math.min(text.length(), MAX_MESSAGE / 4));
        return WireWriter.format(FORMAT)
                .number(2, reason.ordinal())
                .text(3, cut)
                .toBytes();
    }

    /** Reads an answer from a main server; a refusal comes out as the exception it is. */
    public static byte[] answered(byte[] frame) throws WireException, LinkException {
        WireReader reader = WireReader.of(frame, MAX_BYTES, FORMAT);
        byte[] body = null;
        Reason reason = Reason.FAILED;
        String message = "the answer is empty";
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> body = reader.bytes(MainLink.MAX_BYTES);
                case 2 -> reason = reason(reader.number());
                case 3 -> message = reader.text(MAX_MESSAGE);
                default -> {}
            }
        }
        if (body == null) {
            throw new LinkException(reason, message);
        }
        return body;
    }

    /** A reason of a later version counts as failure. */
    private static Reason reason(long number) {
        return number >= 0 && number < Reason.values().length ? Reason.values()[(int) number] : Reason.FAILED;
    }
}
