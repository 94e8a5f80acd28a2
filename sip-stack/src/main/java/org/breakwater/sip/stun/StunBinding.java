package org.breakwater.sip.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Writes and reads STUN binding messages without authentication. */
public final class StunBinding {

    /** Octets of a transaction id. */
    public static final int TRANSACTION_ID = 12;

    private static final int HEADER = 20;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int FIRST_OPTIONAL = 0x8000;

    private StunBinding() {}

    /** Whether the octets are a STUN message: two zero bits, the magic cookie and a length that fits. */
    public static boolean isStun(byte[] b, int from, int to) {
        if (to - from < HEADER || (b[from] & 0xC0) != 0) {
            return false;
        }
        ByteBuffer m = ByteBuffer.wrap(b, from, to - from).slice();
        return m.getInt(4) == MAGIC_COOKIE && (m.getShort(2) & 0xffff) == to - from - HEADER && (to - from & 3) == 0;
    }

    /** A binding request. */
    public static byte[] request(byte[] transactionId) {
        return ByteBuffer.allocate(HEADER)
                .putShort((short) REQUEST)
                .putShort((short) 0)
                .putInt(MAGIC_COOKIE)
                .put(transactionId, 0, TRANSACTION_ID)
                .array();
    }

    /**
     * What to answer to a STUN message: where it came from, or 420 when it asks for an attribute that must be understood
     * and is not; empty for anything but a binding request.
     */
    public static Optional<byte[]> answer(byte[] message, InetSocketAddress source) {
        if (!isStun(message, 0, message.length) || ByteBuffer.wrap(message).getShort() != REQUEST) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOfRange(message, 8, HEADER);
        int[] unknown = requiredAttributes(message);
        return Optional.of(unknown.length == 0 ? success(id, source) : unknownAttributes(id, unknown));
    }

    /** The address a success response to this transaction tells; empty for any other message. */
    public static Optional<InetSocketAddress> mappedAddress(byte[] message, byte[] transactionId) {
        if (!isStun(message, 0, message.length)
                || ByteBuffer.wrap(message).getShort() != SUCCESS
                || !Arrays.equals(message, 8, HEADER, transactionId, 0, TRANSACTION_ID)) {
            return Optional.empty();
        }
        ByteBuffer m = ByteBuffer.wrap(message).position(HEADER);
        while (m.remaining() >= 4) {
            int type = m.getShort() & 0xffff;
            int length = m.getShort() & 0xffff;
            if (length > m.remaining()) {
                return Optional.empty();
            }
            if (type == XOR_MAPPED_ADDRESS && (length == 8 || length == 20)) {
                return Optional.of(readAddress(m, length - 4, transactionId));
            }
            m.position(Math.min(m.limit(), m.position() + (length + 3 & ~3)));
        }
        return Optional.empty();
    }

    private static int[] requiredAttributes(byte[] message) {
        ByteBuffer m = ByteBuffer.wrap(message).position(HEADER);
        int[] found = new int[4];
        int count = 0;
        while (m.remaining() >= 4 && count < found.length) {
            int type = m.getShort() & 0xffff;
            int length = m.getShort() & 0xffff;
            if (type < FIRST_OPTIONAL) {
                found[count++] = type;
            }
            m.position(Math.min(m.limit(), m.position() + (length + 3 & ~3)));
        }
        return Arrays.copyOf(found, count);
    }

    private static byte[] success(byte[] id, InetSocketAddress source) {
        byte[] address = source.getAddress().getAddress();
        byte[] mask = mask(id);
        for (int i = 0; i < address.length; i++) {
            address[i] ^= mask[i];
        }
        return header(SUCCESS, 8 + address.length, id)
                .putShort((short) XOR_MAPPED_ADDRESS)
                .putShort((short) (4 + address.length))
                .put((byte) 0)
                .put((byte) (address.length == 4 ? 1 : 2))
                .putShort((short) (source.getPort() ^ MAGIC_COOKIE >>> 16))
                .put(address)
                .array();
    }

    private static byte[] unknownAttributes(byte[] id, int[] types) {
        int length = types.length * 2;
        int padded = length + 3 & ~3;
        ByteBuffer m = header(ERROR, 8 + 4 + padded, id)
                .putShort((short) ERROR_CODE)
                .putShort((short) 4)
                .putInt(4 << 8 | 20)
                .putShort((short) UNKNOWN_ATTRIBUTES)
                .putShort((short) length);
        for (int type : types) {
            m.putShort((short) type);
        }
        return m.array();
    }

    private static ByteBuffer header(int type, int length, byte[] id) {
        return ByteBuffer.allocate(HEADER + length)
                .putShort((short) type)
                .putShort((short) length)
                .putInt(MAGIC_COOKIE)
                .put(id, 0, TRANSACTION_ID);
    }

    private static InetSocketAddress readAddress(ByteBuffer m, int octets, byte[] id) {
        m.getShort();
        int port = (m.getShort() ^ MAGIC_COOKIE >>> 16) & 0xffff;
        byte[] address = new byte[octets];
        m.get(address);
        byte[] mask = mask(id);
        for (int i = 0; i < octets; i++) {
            address[i] ^= mask[i];
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets + " octets", e);
        }
    }

    private static byte[] mask(byte[] id) {
        return ByteBuffer.allocate(16)
                .putInt(MAGIC_COOKIE)
                .put(id, 0, TRANSACTION_ID)
                .array();
    }
}
