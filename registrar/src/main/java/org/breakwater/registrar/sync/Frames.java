package org.breakwater.registrar.sync;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** The frame around questions and answers: which kind, and the rest deflated when that makes it shorter. */
final class Frames {

    private static final int FORMAT = 1;

    /** Longest content, inflated. */
    static final int MAX_CONTENT = 8 << 20;

    private Frames() {}

    /** What is in a frame. */
    record Frame(int kind, byte[] content) {}

    static byte[] pack(int kind, byte[] content) {
        byte[] packed = deflate(content);
        WireWriter frame = WireWriter.format(FORMAT).number(1, kind);
        return packed.length < content.length
                ? frame.bytes(3, packed).toBytes()
                : frame.bytes(2, content).toBytes();
    }

    static Frame unpack(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MainLink.MAX_BYTES, FORMAT);
        int kind = 0;
        byte[] content = null;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> kind = reader.integer(1, 127);
                case 2 -> content = reader.bytes(MainLink.MAX_BYTES);
                case 3 -> content = inflate(reader.bytes(MainLink.MAX_BYTES));
                default -> {}
            }
        }
        if (content == null) {
            throw new WireException("the frame is empty");
        }
        return new Frame(kind, content);
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 16);
            byte[] chunk = new byte[8192];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] packed) throws WireException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 3);
            byte[] chunk = new byte[8192];
            while (!inflater.finished()) {
                int n = inflater.inflate(chunk);
                if (n == 0 && !inflater.finished() || out.size() + n > MAX_CONTENT) {
                    throw new WireException("the deflated content ends early or is longer than " + MAX_CONTENT);
                }
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new WireException("the content is not deflated: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
