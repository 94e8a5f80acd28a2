package org.breakwater.script.module.rtpproxy;

import java.util.ArrayList;
import java.util.List;

/** A session description whose media addresses and ports are replaced by those of a relay. */
final class SdpRewrite {

    private final List<String> lines;
    private final List<Media> media = new ArrayList<>();

    /**
     * One media description.
     *
     * @param line index of its {@code m=} line
     * @param port as offered, never 0
     * @param address where its sender listens
     */
    record Media(int line, int port, String address) {}

    SdpRewrite(String sdp) {
        lines = new ArrayList<>(sdp.lines().toList());
        String session = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("c=") && media.isEmpty() && !seenMedia(i)) {
                session = address(line);
            } else if (line.startsWith("m=") && port(line) > 0) {
                media.add(new Media(i, port(line), own(i, session)));
            }
        }
    }

    private boolean seenMedia(int before) {
        return lines.subList(0, before).stream().anyMatch(l -> l.startsWith("m="));
    }

    private String own(int mediaLine, String otherwise) {
        for (int i = mediaLine + 1; i < lines.size() && !lines.get(i).startsWith("m="); i++) {
            if (lines.get(i).startsWith("c=")) {
                return address(lines.get(i));
            }
        }
        return otherwise;
    }

    static String address(String connection) {
        String[] words = connection.split(" ");
        return words.length < 3 ? "0.0.0.0" : words[2].replaceFirst("/.*", "");
    }

    private static int port(String mediaLine) {
        String[] words = mediaLine.split(" ");
        try {
            return words.length < 2 ? 0 : Integer.parseInt(words[1].replaceFirst("/.*", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Media descriptions that are in use. */
    List<Media> media() {
        return media;
    }

    boolean has(String line) {
        return lines.contains(line);
    }

    /** Puts the relay's port into a media description, and its address into its own connection line if it has one. */
    void replace(Media m, String address, int port) {
        lines.set(m.line(), lines.get(m.line()).replaceFirst(" [0-9]+", " " + port));
        for (int i = m.line() + 1; i < lines.size() && !lines.get(i).startsWith("m="); i++) {
            if (lines.get(i).startsWith("c=")) {
                lines.set(i, connection(address));
            } else if (lines.get(i).startsWith("a=rtcp:")) {
                lines.set(i, "a=rtcp:" + (port + 1));
            }
        }
    }

    /** Whether some media description relies on the connection line of the session. */
    boolean needsSessionAddress() {
        return media.stream().anyMatch(m -> own(m.line(), null) == null);
    }

    void replaceSessionAddress(String address) {
        for (int i = 0; i < lines.size() && !lines.get(i).startsWith("m="); i++) {
            if (lines.get(i).startsWith("c=")) {
                lines.set(i, connection(address));
            }
        }
    }

    void replaceOrigin(String address) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("o=")) {
                String[] words = lines.get(i).split(" ");
                if (words.length == 6) {
                    words[4] = family(address);
                    words[5] = address;
                    lines.set(i, String.join(" ", words));
                }
            }
        }
    }

    void add(String line) {
        lines.add(line);
    }

    private static String connection(String address) {
        return "c=IN " + family(address) + ' ' + address;
    }

    private static String family(String address) {
        return address.indexOf(':') < 0 ? "IP4" : "IP6";
    }

    @Override
    public String toString() {
        return String.join("\r\n", lines) + "\r\n";
    }
}
