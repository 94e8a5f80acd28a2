package org.breakwater.sip.resolve;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.breakwater.sip.flow.Addresses;

/** Names the administrator has given addresses in a hosts file; these are not asked of DNS. */
public final class HostsFile {

    private final Map<String, List<InetAddress>> byName = new HashMap<>();

    private HostsFile() {}

    /** Without a file: only {@code localhost}, which is always the loopback address (RFC 6761 §6.3). */
    public static HostsFile empty() {
        return parse(List.of());
    }

    /**
     * Reads a file as {@code /etc/hosts} is written.
     *
     * @throws IOException when it cannot be read
     */
    public static HostsFile read(Path file) throws IOException {
        return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    static HostsFile parse(List<String> lines) {
        HostsFile hosts = new HostsFile();
        for (String line : lines) {
            String[] words = line.split("#", 2)[0].trim().split("\\s+");
            InetAddress address = words.length < 2 ? null : Addresses.numeric(words[0]);
            for (int i = 1; address != null && i < words.length; i++) {
                hosts.add(words[i], address);
            }
        }
        if (!hosts.byName.containsKey("localhost")) {
            hosts.add("localhost", Addresses.numeric("127.0.0.1"));
            hosts.add("localhost", Addresses.numeric("::1"));
        }
        return hosts;
    }

    private void add(String name, InetAddress address) {
        List<InetAddress> all = byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>());
        if (!all.contains(address)) {
            all.add(address);
        }
    }

    /** The addresses of a name in lower case, in the order of the file; empty when it is not in there. */
    List<InetAddress> addresses(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
