package org.breakwater.daemon.mains;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * What a main server writes into the Route of a request it hands to another: over which connection, or where, it is to be
 * sent. The flow token of RFC 5626 §5.2 with the difference that another server makes it. It is signed together with the
 * Call-ID, so that one seen elsewhere is of no use for another call.
 *
 * @param flowId the connection, 0 to find it by the address
 * @param protocol what the phone speaks
 * @param address where the phone is, if that is known
 * @param port its port
 */
record Ticket(long flowId, TransportProtocol protocol, Optional<InetAddress> address, int port) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();

    /** As the value of a URI parameter. */
    String sign(String key, String callId) {
        String text = Long.toString(flowId)
                + '-'
                + protocol.token()
                + '-'
                + address.map(a -> HEX.formatHex(a.getAddress())).orElse("0")
                + '-'
                + port;
        return text + '-' + HEX.formatHex(signature(key, text, callId));
    }

    /** Reads a parameter; empty when it is none, or not signed with that key for that call. */
    static Optional<Ticket> verify(String value, String key, String callId) {
        String[] parts = value.split("-", -1);
        if (parts.length != 5 || value.length() > 160) {
            return Optional.empty();
        }
        String text = value.substring(0, value.lastIndexOf('-'));
        try {
            if (!MessageDigest.isEqual(signature(key, text, callId), HEX.parseHex(parts[4]))) {
                return Optional.empty();
            }
            Optional<InetAddress> address = parts[2].equals("0")
                    ? Optional.empty()
                    : Optional.of(InetAddress.getByAddress(HEX.parseHex(parts[2])));
            return TransportProtocol.of(parts[1])
                    .map(p -> new Ticket(Long.parseLong(parts[0]), p, address, Integer.parseInt(parts[3])));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static byte[] signature(String key, String text, String callId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HEX.parseHex(key), ALGORITHM));
            mac.update(text.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(callId.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
