package org.breakwater.dns.answer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A question as it came, read in place. Used again for each packet; belongs to one event loop.
 *
 * <p>The name is also kept in lower case, because answers are found by it while the reply repeats the name as it was
 * written.
 */
final class Query {

    static final int HEADER = 12;

    private static final int MAX_NAME = 255;
    private static final int MAX_LABEL = 63;
    private static final int MAX_ADDITIONAL = 8;
    private static final int OPCODE_NOTIFY = 4;

    /** What can be done with a packet. */
    enum Status {
        /** Not a question: no answer at all. */
        IGNORED,
        /** FORMERR. */
        MALFORMED,
        /** NOTIMP. */
        UNKNOWN_KIND,
        /** A version of EDNS that is not known here. */
        BAD_VERSION,
        /** Transfers, NOTIFY and signed questions: they take another way. */
        SPECIAL,
        /** An ordinary question. */
        PLAIN
    }

    private final byte[] key = new byte[MAX_NAME + 4];
    private byte[] data;
    private int length;
    private int nameLength;
    private int type;
    private int dclass;
    private int hash;
    private final Edns edns = new Edns();

    /** Reads a packet. The accessors are only of use as far as the status says. */
    Status parse(byte[] octets, int size) {
        data = octets;
        length = size;
        nameLength = 0;
        edns.clear();
        if (size < HEADER || (data[2] & 0x80) != 0) {
            return Status.IGNORED;
        }
        int opcode = (data[2] >> 3) & 0xf;
        if (opcode == OPCODE_NOTIFY) {
            return Status.SPECIAL;
        }
        if (opcode != 0) {
            return Status.UNKNOWN_KIND;
        }
        if (u16(4) != 1 || !readQuestion()) {
            nameLength = 0;
            return Status.MALFORMED;
        }
        return readRest();
    }

    int id() {
        return u16(0);
    }

    boolean recursionDesired() {
        return (data[2] & 1) != 0;
    }

    boolean checkingDisabled() {
        return (data[3] & 0x10) != 0;
    }

    int opcodeBits() {
        return data[2] & 0x78;
    }

    /** True when there is a question to repeat. */
    boolean hasQuestion() {
        return nameLength > 0;
    }

    /** Octets of the name, the closing root label included. */
    int nameLength() {
        return nameLength;
    }

    int type() {
        return type;
    }

    int dclass() {
        return dclass;
    }

    /** What its OPT record says. */
    Edns edns() {
        return edns;
    }

    int hash() {
        return hash;
    }

    /** Name in lower case, type and class as octets; {@link #keyLength()} of them. */
    byte[] key() {
        return key;
    }

    int keyLength() {
        return nameLength + 4;
    }

    byte[] data() {
        return data;
    }

    Name lowerName() {
        try {
            return new Name(Arrays.copyOf(key, nameLength));
        } catch (IOException e) {
            throw new IllegalStateException("the name was checked before", e);
        }
    }

    private boolean readQuestion() {
        int at = HEADER;
        int h = 0;
        while (true) {
            if (at >= length) {
                return false;
            }
            int label = data[at] & 0xff;
            if (label > MAX_LABEL || at + label + 1 > length || at - HEADER + label + 1 > MAX_NAME) {
                return false;
            }
            int end = at + label + 1;
            for (int i = at; i < end; i++) {
                int c = data[i];
                // A length is below 64 and so never taken for a letter.
                int lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
                key[i - HEADER] = (byte) lower;
                h = h * 31 + lower;
            }
            at = end;
            if (label == 0) {
                break;
            }
        }
        nameLength = at - HEADER;
        if (at + 4 > length) {
            return false;
        }
        System.arraycopy(data, at, key, nameLength, 4);
        type = u16(at);
        dclass = u16(at + 2);
        hash = (h * 31 + type) * 0x9E3779B9;
        return true;
    }

    private Status readRest() {
        if (type == Type.AXFR || type == Type.IXFR) {
            return Status.SPECIAL;
        }
        if (u16(6) != 0 || u16(8) != 0 || u16(10) > MAX_ADDITIONAL) {
            return Status.MALFORMED;
        }
        int at = HEADER + nameLength + 4;
        int count = u16(10);
        for (int i = 0; i < count; i++) {
            int name = at;
            at = afterName(at);
            if (at < 0 || at + 10 > length || at + 10 + u16(at + 8) > length) {
                return Status.MALFORMED;
            }
            int kind = u16(at);
            if (kind == Type.TSIG) {
                return i == count - 1 ? Status.SPECIAL : Status.MALFORMED;
            }
            if (kind == Type.OPT && (edns.present() || data[name] != 0 || !edns.read(data, at))) {
                return Status.MALFORMED;
            }
            at += 10 + u16(at + 8);
        }
        if (at != length) {
            return Status.MALFORMED;
        }
        return edns.version() > 0 ? Status.BAD_VERSION : kindOf(type);
    }

    private static Status kindOf(int type) {
        if (type == Type.MAILA || type == Type.MAILB || type == Type.TKEY) {
            return Status.UNKNOWN_KIND;
        }
        return type == Type.OPT || type == Type.TSIG || type == 0 ? Status.MALFORMED : Status.PLAIN;
    }

    private int afterName(int from) {
        int at = from;
        while (at < length) {
            int label = data[at] & 0xff;
            if (label >= 0xc0) {
                return at + 2;
            }
            if (label > MAX_LABEL) {
                return -1;
            }
            at += label + 1;
            if (label == 0) {
                return at;
            }
        }
        return -1;
    }

    private int u16(int at) {
        return (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
    }

    @Override
    public String toString() {
        return new String(key, 0, nameLength, StandardCharsets.ISO_8859_1) + " " + type;
    }
}
