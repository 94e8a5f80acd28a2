package org.breakwater.dns.answer;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * DNS cookies (RFC 7873) in the interoperable form (RFC 9018): a client that shows one has received a reply of ours at
 * its address before. Immutable; any thread.
 */
public final class Cookies {

    /** Octets of client and server cookie together. */
    static final int LENGTH = 24;

    private static final int CLIENT = 8;
    private static final int SIGNED_AT = 16;
    private static final int MAX_AGE_SECONDS = 3600;
    private static final int MAX_FUTURE_SECONDS = 300;

    private final SipHash hash;

    /** {@code secret} has 16 octets. */
    public Cookies(byte[] secret) {
        this.hash = new SipHash(secret);
    }

    /** The option's data for the reply: the client's cookie and a fresh one of ours. */
    byte[] reply(byte[] data, int at, InetAddress client, long epochSeconds) {
        ByteBuffer cookie = ByteBuffer.allocate(LENGTH);
        cookie.put(data, at, CLIENT).put((byte) 1).put(new byte[3]).putInt((int) epochSeconds);
        cookie.putLong(hash(cookie.array(), 0, client));
        return cookie.array();
    }

    /** True when we made it for this client within the last hour. */
    boolean isOurs(byte[] data, int at, InetAddress client, long epochSeconds) {
        ByteBuffer cookie = ByteBuffer.wrap(data, at, LENGTH);
        int age = (int) epochSeconds - cookie.getInt(at + CLIENT + 4);
        return cookie.get(at + CLIENT) == 1
                && age <= MAX_AGE_SECONDS
                && age >= -MAX_FUTURE_SECONDS
                && cookie.getLong(at + SIGNED_AT) == hash(data, at, client);
    }

    private long hash(byte[] data, int at, InetAddress client) {
        byte[] address = client.getAddress();
        byte[] input = new byte[SIGNED_AT + address.length];
        System.arraycopy(data, at, input, 0, SIGNED_AT);
        System.arraycopy(address, 0, input, SIGNED_AT, address.length);
        return Long.reverseBytes(hash.of(input));
    }
}
