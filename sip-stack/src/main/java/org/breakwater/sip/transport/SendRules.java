package org.breakwater.sip.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses that nothing is ever sent to, whatever a message says. */
final class SendRules {

    private SendRules() {}

    /** Why nothing is sent there, or null when it may be. */
    static String refusal(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        if (address == null) {
            return "Host not resolved";
        }
        if (target.getPort() == 0) {
            return "Port 0 is no target";
        }
        if (address.isAnyLocalAddress()) {
            return "The unspecified address is no target";
        }
        if (address.isMulticastAddress()) {
            return "Multicast is no target";
        }
        if (address instanceof Inet4Address && isBroadcast(address.getAddress())) {
            return "Broadcast is no target";
        }
        return null;
    }

    private static boolean isBroadcast(byte[] a) {
        return a[0] == 0 || (a[0] & a[1] & a[2] & a[3]) == -1;
    }
}
