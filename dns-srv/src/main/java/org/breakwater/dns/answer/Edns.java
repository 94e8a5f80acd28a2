package org.breakwater.dns.answer;

/** The OPT record of a question (RFC 6891 §6.1), read in place. Used again for each packet; belongs to one event loop. */
final class Edns {

    private static final int CODE_SUBNET = 8;
    private static final int CODE_COOKIE = 10;
    private static final int CLIENT_COOKIE = 8;
    private static final int MIN_FULL_COOKIE = 16;
    private static final int MAX_FULL_COOKIE = 40;

    private boolean present;
    private int udpSize;
    private int version;
    private boolean dnssecOk;
    private int subnetAt;
    private int subnetLength;
    private int cookieAt;
    private int cookieLength;

    void clear() {
        present = false;
        version = 0;
        subnetAt = -1;
        cookieAt = -1;
    }

    /**
     * Reads a record that lies inside the packet as a whole.
     *
     * @param at where its type stands
     * @return false when its options break a rule
     */
    boolean read(byte[] data, int at) {
        present = true;
        udpSize = u16(data, at + 2);
        version = data[at + 5] & 0xff;
        dnssecOk = (data[at + 6] & 0x80) != 0;
        int option = at + 10;
        int end = option + u16(data, at + 8);
        while (option + 4 <= end) {
            int code = u16(data, option);
            int size = u16(data, option + 2);
            option += 4;
            if (option + size > end || !readOption(code, option, size)) {
                return false;
            }
            option += size;
        }
        return option == end;
    }

    boolean present() {
        return present;
    }

    /** What the client can receive over UDP, as it says. */
    int udpSize() {
        return udpSize;
    }

    int version() {
        return version;
    }

    boolean dnssecOk() {
        return dnssecOk;
    }

    /** Where the data of the client subnet option starts; -1 without one. */
    int subnetAt() {
        return subnetAt;
    }

    int subnetLength() {
        return subnetLength;
    }

    /** Where the data of the cookie option starts; -1 without one. */
    int cookieAt() {
        return cookieAt;
    }

    int cookieLength() {
        return cookieLength;
    }

    private boolean readOption(int code, int at, int size) {
        if (code == CODE_SUBNET) {
            subnetAt = at;
            subnetLength = size;
        } else if (code == CODE_COOKIE) {
            cookieAt = at;
            cookieLength = size;
            return size == CLIENT_COOKIE || size >= MIN_FULL_COOKIE && size <= MAX_FULL_COOKIE;
        }
        return true;
    }

    private static int u16(byte[] data, int at) {
        return (data[at] & 0xff) << 8 | (data[at + 1] & 0xff);
    }
}
