package org.breakwater.sip.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.breakwater.sip.message.Octets;

/** Makes broken messages from good ones, the same ones for the same seed. */
final class Mutations {

    private static final String[] TOKENS = {
        "\r\n",
        "\r\n ",
        "\r",
        "\n",
        "\0",
        "\"",
        "\\",
        "<",
        ">",
        ",",
        ";",
        ";;",
        "=",
        ":",
        "::",
        "@",
        "%",
        "%00",
        "%zz",
        "[",
        "]",
        "[::1]",
        "?",
        "*",
        "/",
        " ",
        "\t",
        "SIP/2.0",
        "SIP/7.0",
        "sip:",
        "tel:",
        "4294967296",
        "-1",
        "99999999999999999999",
        "Via: SIP/2.0/UDP 255.255.255.255\r\n",
        "Content-Length: 5\r\n",
        "l: 1\r\n",
        "tag=",
        "\u00ff\u00fe",
        "Route: <sip:a;lr>,",
        "nc=00000001",
        "m=audio 1 RTP/AVP 0\r\n",
        "c=IN IP4 0.0.0.0\r\n"
    };

    private final Random random;
    private final List<byte[]> corpus;

    Mutations(long seed, List<byte[]> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    byte[] next() {
        byte[] message = corpus.get(random.nextInt(corpus.size())).clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            message = change(message);
        }
        return message;
    }

    private byte[] change(byte[] m) {
        int a = random.nextInt(m.length + 1);
        int b = Math.min(m.length, a + random.nextInt(40));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(m);
            case 1 -> joined(m, a, Octets.bytes(TOKENS[random.nextInt(TOKENS.length)]), a);
            case 2 -> joined(m, a, Octets.bytes(TOKENS[random.nextInt(TOKENS.length)]), b);
            case 3 -> joined(m, a, new byte[0], b);
            case 4 -> joined(m, b, Arrays.copyOfRange(m, a, b), b);
            case 5 -> spliced(m, a);
            default -> joined(m, a, repeated(), a);
        };
    }

    private byte[] flipped(byte[] m) {
        if (m.length > 0) {
            m[random.nextInt(m.length)] = (byte) random.nextInt(256);
        }
        return m;
    }

    private byte[] spliced(byte[] m, int at) {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length);
        int to = Math.min(other.length, from + random.nextInt(200));
        return joined(m, at, Arrays.copyOfRange(other, from, to), at);
    }

    private byte[] repeated() {
        String token = TOKENS[random.nextInt(TOKENS.length)];
        return Octets.bytes(token.repeat(1 + random.nextInt(300)));
    }

    /** The octets up to {@code end}, others, and the octets from {@code start}. */
    private static byte[] joined(byte[] m, int end, byte[] between, int start) {
        byte[] result = new byte[end + between.length + m.length - start];
        System.arraycopy(m, 0, result, 0, end);
        System.arraycopy(between, 0, result, end, between.length);
        System.arraycopy(m, start, result, end + between.length, m.length - start);
        return result;
    }
}
