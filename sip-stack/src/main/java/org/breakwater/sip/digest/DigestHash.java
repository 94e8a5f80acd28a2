package org.breakwater.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.breakwater.sip.message.WireBuffer;

/**
 * Hash engines with their scratch memory, so that checking a response makes next to no garbage. Belongs to one worker;
 * not thread-safe.
 */
public final class DigestHash {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private final MessageDigest[] engines = new MessageDigest[DigestAlgorithm.values().length];
    private final WireBuffer input = new WireBuffer(512);
    private final byte[] output = new byte[64];

    /** The hash of a username, realm and password, as directories keep it: 32 or 64 lower-case hexadecimal digits. */
    public String ha1(DigestAlgorithm algorithm, String username, String realm, String password) {
        input.clear();
        input.add(username).add(':').add(realm).add(':').add(password);
        return text(hexOfInput(algorithm));
    }

    /** The hash of octets as lower-case hexadecimal digits. */
    public byte[] hex(DigestAlgorithm algorithm, byte[] octets) {
        return hex(algorithm, octets, 0, octets.length);
    }

    /**
     * The {@code response} value (RFC 7616 §3.4.1).
     *
     * @param ha1 lower-case hexadecimal digits
     * @param answer the other fields that go into it; its response is not looked at
     * @param body looked at for {@code qop=auth-int} only
     */
    public byte[] response(DigestCredentials answer, String method, String ha1, byte[] body) {
        DigestAlgorithm algorithm = answer.algorithm();
        boolean integrity = "auth-int".equalsIgnoreCase(answer.qop());
        byte[] bodyHash = integrity ? hex(algorithm, body) : null;
        input.clear();
        input.add(method).add(':').add(answer.uri());
        if (integrity) {
            input.add(':').add(bodyHash, 0, bodyHash.length);
        }
        byte[] ha2 = hexOfInput(algorithm);
        input.clear();
        input.add(ha1).add(':').add(answer.nonce()).add(':');
        if (answer.qop() != null) {
            input.add(answer.nonceCountText()).add(':').add(answer.cnonce()).add(':');
            input.add(answer.qop()).add(':');
        }
        input.add(ha2, 0, ha2.length);
        return hexOfInput(algorithm);
    }

    static String text(byte[] hex) {
        return new String(hex, StandardCharsets.ISO_8859_1);
    }

    private byte[] hexOfInput(DigestAlgorithm algorithm) {
        return hex(algorithm, input.array(), 0, input.length());
    }

    private byte[] hex(DigestAlgorithm algorithm, byte[] octets, int start, int end) {
        MessageDigest engine = engine(algorithm);
        engine.update(octets, start, end - start);
        try {
            engine.digest(output, 0, output.length);
        } catch (java.security.DigestException e) {
            throw new IllegalStateException(e);
        }
        byte[] hex = new byte[algorithm.hexDigits()];
        for (int i = 0; i < algorithm.octets(); i++) {
            hex[2 * i] = HEX[output[i] >> 4 & 0xf];
            hex[2 * i + 1] = HEX[output[i] & 0xf];
        }
        return hex;
    }

    private MessageDigest engine(DigestAlgorithm algorithm) {
        MessageDigest engine = engines[algorithm.ordinal()];
        if (engine == null) {
            try {
                engine = MessageDigest.getInstance(algorithm.jdkName());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime has no " + algorithm.jdkName(), e);
            }
            engines[algorithm.ordinal()] = engine;
        }
        return engine;
    }
}
