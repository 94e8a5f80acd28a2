package org.breakwater.sip.message;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses written as hosts. Never asks DNS. */
public final class NumericHost {

    private NumericHost() {}

    /** The address a host names, IPv6 with or without brackets; null when it is a name or no address. */
    public static InetAddress parse(String host) {
        boolean bracketed = host.length() > 2 && host.charAt(0) == '[' && host.charAt(host.length() - 1) == ']';
        String text = bracketed ? host.substring(1, host.length() - 1) : host;
        if (text.indexOf(':') >= 0) {
            return UriParser.isIpv6(text, 0, text.length()) ? address(text) : null;
        }
        return !bracketed && isIpv4(text) ? address(text) : null;
    }

    private static boolean isIpv4(String text) {
        int dots = 0;
        int digits = 0;
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0) {
                dots++;
                digits = 0;
                number = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                digits++;
                number = number * 10 + c - '0';
            } else {
                return false;
            }
            if (number > 255) {
                return false;
            }
        }
        return dots == 3 && digits > 0;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
