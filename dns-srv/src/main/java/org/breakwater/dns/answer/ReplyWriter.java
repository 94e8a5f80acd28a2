package org.breakwater.dns.answer;

/** Writes replies: the encoded answer, the question as it was asked, flags, and OPT. Belongs to one event loop. */
final class ReplyWriter {

    static final int MAX_REPLY = 65_535;

    private static final int PLAIN_UDP = 512;
    private static final int QR = 0x80;
    private static final int TC = 0x02;
    private static final int RD = 0x01;
    private static final int RA = 0x80;
    private static final int CD = 0x10;
    private static final int OPT_SIZE = 11;
    private static final int BADVERS = 16;

    private final int udpSize;

    /** {@code udpSize} is the largest datagram sent and received, 512–4096. */
    ReplyWriter(int udpSize) {
        this.udpSize = udpSize;
    }

    /** What goes with a reply beside the answer. */
    static final class Extras {
        boolean recursionAvailable;
        byte[] subnet;
        int subnetAt;
        int subnetLength;
        int scope;
        byte[] cookie;

        void clear() {
            recursionAvailable = false;
            subnet = null;
            cookie = null;
        }

        int length() {
            return (subnet == null ? 0 : 4 + subnetLength) + (cookie == null ? 0 : 4 + cookie.length);
        }
    }

    /** Writes the answer; the result has the TC bit when it does not fit. Returns the length. */
    int write(EncodedAnswer answer, Query query, boolean stream, Extras extras, byte[] out) {
        byte[] octets = answer.octets(query.id());
        int opt = query.edns().present() ? OPT_SIZE + extras.length() : 0;
        int limit = limit(query, stream);
        int length = octets.length;
        int additional = answer.additional();
        if (length + opt > limit && answer.essentialLength() < length) {
            length = answer.essentialLength();
            additional = 0;
        }
        if (length + opt > limit) {
            return truncated(answer.rcode(), query, extras, out);
        }
        System.arraycopy(octets, 0, out, 0, length);
        int third = octets[2] & 0xff;
        header(query, third, octets[3] & 0xf, extras, out);
        out[10] = (byte) (additional >> 8);
        out[11] = (byte) additional;
        System.arraycopy(query.data(), Query.HEADER, out, Query.HEADER, query.nameLength());
        return opt == 0 ? length : appendOpt(query, 0, extras, out, length);
    }

    /** Header and question with TC: ask again over TCP. */
    int truncated(int rcode, Query query, Extras extras, byte[] out) {
        return bare(QR | TC, rcode, query, extras, out);
    }

    /** Header and question, if there is one, with an extended code (RFC 6891 §6.1.3). */
    int error(int rcode, Query query, Extras extras, byte[] out) {
        return bare(QR | query.opcodeBits(), rcode, query, extras, out);
    }

    /** BADVERS. */
    int badVersion(Query query, Extras extras, byte[] out) {
        return error(BADVERS, query, extras, out);
    }

    private int bare(int third, int rcode, Query query, Extras extras, byte[] out) {
        header(query, third, rcode & 0xf, extras, out);
        int length = Query.HEADER;
        out[4] = 0;
        out[5] = 0;
        if (query.hasQuestion()) {
            out[5] = 1;
            int question = query.nameLength() + 4;
            System.arraycopy(query.data(), Query.HEADER, out, Query.HEADER, question);
            length += question;
        }
        for (int i = 6; i < Query.HEADER; i++) {
            out[i] = 0;
        }
        return query.edns().present() ? appendOpt(query, rcode >> 4, extras, out, length) : length;
    }

    private int limit(Query query, boolean stream) {
        if (stream) {
            return MAX_REPLY;
        }
        return query.edns().present()
                ? Math.max(PLAIN_UDP, Math.min(query.edns().udpSize(), udpSize))
                : PLAIN_UDP;
    }

    private static void header(Query query, int third, int rcode, Extras extras, byte[] out) {
        out[0] = (byte) (query.id() >> 8);
        out[1] = (byte) query.id();
        out[2] = (byte) (third | (query.recursionDesired() ? RD : 0));
        out[3] = (byte) (rcode | (extras.recursionAvailable ? RA : 0) | (query.checkingDisabled() ? CD : 0));
    }

    private int appendOpt(Query query, int extendedRcode, Extras extras, byte[] out, int from) {
        int at = from;
        out[at++] = 0;
        at = u16(out, at, 41);
        at = u16(out, at, udpSize);
        out[at++] = (byte) extendedRcode;
        out[at++] = 0;
        out[at++] = (byte) (query.edns().dnssecOk() ? 0x80 : 0);
        out[at++] = 0;
        at = u16(out, at, extras.length());
        if (extras.subnet != null) {
            at = u16(out, at, 8);
            at = u16(out, at, extras.subnetLength);
            System.arraycopy(extras.subnet, extras.subnetAt, out, at, extras.subnetLength);
            out[at + 3] = (byte) extras.scope;
            at += extras.subnetLength;
        }
        if (extras.cookie != null) {
            at = u16(out, at, 10);
            at = u16(out, at, extras.cookie.length);
            System.arraycopy(extras.cookie, 0, out, at, extras.cookie.length);
            at += extras.cookie.length;
        }
        int count = ((out[10] & 0xff) << 8 | (out[11] & 0xff)) + 1;
        u16(out, 10, count);
        return at;
    }

    private static int u16(byte[] out, int at, int value) {
        out[at] = (byte) (value >> 8);
        out[at + 1] = (byte) value;
        return at + 2;
    }
}
