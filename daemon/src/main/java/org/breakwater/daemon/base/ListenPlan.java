package org.breakwater.daemon.base;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * Which sockets to open: those of the command line, else of the script, else of the configuration. An unspecified
 * address ({@code 0.0.0.0}) stands for every address of this machine, because Via and Record-Route need a real one.
 */
public final class ListenPlan {

    private ListenPlan() {}

    /** The sockets. */
    public static List<ListenPoint> of(List<String> commandLine, ConfigFile script, List<ListenAddress> configured)
            throws UnknownHostException, SocketException {
        List<ListenPoint> points = new ArrayList<>();
        if (!commandLine.isEmpty()) {
            for (String text : commandLine) {
                add(points, ListenAddress.parse(text));
            }
        } else if (!script.listenSockets().isEmpty()) {
            for (ConfigFile.ListenSocket socket : script.listenSockets()) {
                add(points, socket);
            }
        } else {
            for (ListenAddress address : configured) {
                add(points, address);
            }
        }
        return points;
    }

    private static void add(List<ListenPoint> points, ListenAddress address)
            throws UnknownHostException, SocketException {
        TransportProtocol protocol =
                TransportProtocol.valueOf(address.transport().name());
        for (InetAddress a : addresses(address.host())) {
            points.add(ListenPoint.of(protocol, new InetSocketAddress(a, address.port())));
        }
    }

    private static void add(List<ListenPoint> points, ConfigFile.ListenSocket socket)
            throws UnknownHostException, SocketException {
        List<TransportProtocol> protocols = socket.protocol() == null
                ? List.of(TransportProtocol.UDP, TransportProtocol.TCP)
                : List.of(TransportProtocol.valueOf(socket.protocol().toUpperCase(Locale.ROOT)));
        ConfigFile.ListenOptions options = socket.options();
        for (TransportProtocol protocol : protocols) {
            int port = socket.port() > 0 ? socket.port() : protocol.defaultPort();
            for (InetAddress a : addresses(socket.hosts().get(0))) {
                points.add(new ListenPoint(
                        protocol,
                        new InetSocketAddress(a, port),
                        options == null ? null : options.advertiseHost(),
                        options == null || options.advertisePort() == 0 ? -1 : options.advertisePort(),
                        options == null ? null : options.name()));
            }
        }
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException, SocketException {
        NetworkInterface named = host.matches("[0-9.:\\[\\]]+") ? null : NetworkInterface.getByName(host);
        if (named != null) {
            return usable(named);
        }
        InetAddress address = InetAddress.getByName(host);
        if (!address.isAnyLocalAddress()) {
            return List.of(address);
        }
        boolean v4 = address instanceof Inet4Address;
        List<InetAddress> all = new ArrayList<>();
        for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (nic.isUp()) {
                usable(nic).stream()
                        .filter(a -> a instanceof Inet4Address == v4)
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static List<InetAddress> usable(NetworkInterface nic) {
        List<InetAddress> list = new ArrayList<>();
        for (InetAddress a : Collections.list(nic.getInetAddresses())) {
            if (!a.isLinkLocalAddress() && !a.isMulticastAddress()) {
                list.add(a);
            }
        }
        return list;
    }
}
