package org.breakwater.script.module.permissions;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.platform.directory.AddressDirectory.Peer;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Numbers;

/**
 * The file of {@code address_file}: each line is {@code GROUP ADDRESS [MASK [PORT [TAG]]]}, {@code #} begins a comment.
 * Without mask a single address is meant, without port any.
 */
final class AddressFile {

    private static final int LARGEST_PORT = 65535;

    private AddressFile() {}

    /**
     * Reads it.
     *
     * @param warnings told of lines whose group is no number above 0; they are left out, as Kamailio does
     */
    static List<Peer> read(Path file, Consumer<String> warnings) throws FixupException {
        try {
            List<Peer> peers = new ArrayList<>();
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                String place = file + ":" + (i + 1) + ": ";
                int hash = lines.get(i).indexOf('#');
                String line = hash < 0 ? lines.get(i) : lines.get(i).substring(0, hash);
                if (!line.isBlank()) {
                    add(peers, line.strip().split("\\s+"), place, warnings);
                }
            }
            return peers;
        } catch (IOException e) {
            throw new FixupException("address_file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static void add(List<Peer> peers, String[] words, String place, Consumer<String> warnings)
            throws FixupException {
        int group = Numbers.parse(words[0]).orElse(0);
        if (group <= 0) {
            warnings.accept(place + "left out: the group \"" + words[0] + "\" is no number above 0");
            return;
        }
        if (words.length < 2) {
            throw new FixupException(place + "a line is GROUP ADDRESS [MASK [PORT [TAG]]]");
        }
        Optional<IpNetwork> network = IpNetwork.isAddress(words[1])
                ? Optional.of(network(IpNetwork.parseAddress(words[1]), words, place))
                : Optional.empty();
        int port = words.length < 4 ? 0 : number(words[3], LARGEST_PORT, "port", place);
        peers.add(new Peer(group, words[1], network, port, words.length < 5 ? null : words[4]));
    }

    private static IpNetwork network(InetAddress address, String[] words, String place) throws FixupException {
        int bits = address.getAddress().length * Byte.SIZE;
        return new IpNetwork(address, words.length < 3 ? bits : number(words[2], bits, "mask", place));
    }

    private static int number(String text, int largest, String what, String place) throws FixupException {
        int number = Numbers.parse(text).orElse(-1);
        if (number < 0 || number > largest) {
            throw new FixupException(place + what + " \"" + text + "\" is not within 0.." + largest);
        }
        return number;
    }
}
