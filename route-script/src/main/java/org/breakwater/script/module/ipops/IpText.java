package org.breakwater.script.module.ipops;

import java.net.InetAddress;
import org.breakwater.sip.flow.Addresses;

/**
 * Text that may be an IP address: IPv4 in four decimal parts, IPv6 (RFC 4291 §2.2), or IPv6 in brackets.
 *
 * @param kind what it is
 * @param octets 4 or 16; null when it is no address
 */
record IpText(Kind kind, byte[] octets) {

    /** What a text is. */
    enum Kind {
        IPV4,
        IPV6,
        REFERENCE,
        NONE
    }

    private static final IpText NOTHING = new IpText(Kind.NONE, null);

    static IpText of(String text) {
        if (text.indexOf(':') < 0) {
            byte[] v4 = ipv4(text);
            return v4 == null ? NOTHING : new IpText(Kind.IPV4, v4);
        }
        boolean reference = text.startsWith("[") && text.endsWith("]");
        if (!reference && text.indexOf('[') >= 0) {
            return NOTHING;
        }
        byte[] v6 = ipv6(reference ? text.substring(1, text.length() - 1) : text);
        return v6 == null ? NOTHING : new IpText(reference ? Kind.REFERENCE : Kind.IPV6, v6);
    }

    boolean isPure() {
        return kind == Kind.IPV4 || kind == Kind.IPV6;
    }

    private static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] octets = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = part(parts[i]);
            if (number < 0) {
                return null;
            }
            octets[i] = (byte) number;
        }
        return octets;
    }

    private static int part(String digits) {
        boolean wellFormed = !digits.isEmpty()
                && digits.length() <= 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        int number = wellFormed ? Integer.parseInt(digits) : -1;
        return number <= 255 ? number : -1;
    }

    private static byte[] ipv6(String text) {
        InetAddress address = Addresses.numeric(text);
        if (address == null) {
            return null;
        }
        byte[] octets = address.getAddress();
        if (octets.length == 16) {
            return octets;
        }
        byte[] mapped = new byte[16]; // the JDK shortens ::ffff:a.b.c.d
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(octets, 0, mapped, 12, 4);
        return mapped;
    }
}
