package org.breakwater.daemon.trace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Draws the messages of one call as a ladder: one column for each peer, the server in the middle of each arrow. */
public final class Ladder {

    private static final int COLUMN = 30;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final ZoneId zone;

    /** Prints times of that zone. */
    public Ladder(ZoneId zone) {
        this.zone = zone;
    }

    /** The ladder as lines of text. */
    public List<String> draw(List<TracedMessage> messages) {
        List<String> peers = new ArrayList<>();
        peers.add("breakwater");
        for (TracedMessage m : messages) {
            if (!peers.contains(peer(m))) {
                peers.add(peer(m));
            }
        }
        List<String> order = order(peers);
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(" ".repeat(13));
        order.forEach(p -> head.append(centred(p, COLUMN)));
        lines.add(head.toString().stripTrailing());
        lines.add(rails(order.size()).stripTrailing());
        for (TracedMessage m : messages) {
            lines.add(arrow(m, order));
        }
        return lines;
    }

    private static List<String> order(List<String> peers) {
        List<String> order = new ArrayList<>(peers.subList(1, peers.size()));
        order.add(Math.min(1, order.size()), peers.get(0));
        return order;
    }

    private static String peer(TracedMessage m) {
        return m.transport()
                + ' '
                + m.remote().getAddress().getHostAddress()
                + ':'
                + m.remote().getPort();
    }

    private String arrow(TracedMessage m, List<String> order) {
        int us = order.indexOf("breakwater");
        int them = order.indexOf(peer(m));
        int from = m.inbound() ? them : us;
        int to = m.inbound() ? us : them;
        int left = Math.min(from, to);
        int width = Math.abs(from - to) * COLUMN;
        String label = ' ' + label(m) + ' ';
        label = label.length() > width - 4 ? label.substring(0, width - 4) : label;
        int pad = width - 2 - label.length();
        String line = "-".repeat(pad / 2) + label + "-".repeat(pad - pad / 2);
        String drawn = from < to ? line + ">" : "<" + line;
        StringBuilder text = new StringBuilder(rails(order.size()));
        int at = 13 + left * COLUMN + COLUMN / 2 + 1;
        text.replace(at, at + drawn.length(), drawn);
        text.replace(0, 12, CLOCK.format(Instant.ofEpochMilli(m.epochMillis()).atZone(zone)));
        return text.toString().stripTrailing();
    }

    private static String label(TracedMessage m) {
        String first = m.firstLine();
        if (first.startsWith("SIP/2.0 ")) {
            return first.substring(8) + " (" + m.cseq() + ")";
        }
        String[] words = first.split(" ");
        return words.length > 1 ? words[0] + ' ' + words[1] : first;
    }

    private static String rails(int columns) {
        StringBuilder rails = new StringBuilder(" ".repeat(13 + columns * COLUMN));
        for (int i = 0; i < columns; i++) {
            rails.setCharAt(13 + i * COLUMN + COLUMN / 2, '|');
        }
        return rails.toString();
    }

    private static String centred(String text, int width) {
        String t = text.length() > width - 1 ? text.substring(0, width - 1) : text;
        int left = (width - t.length()) / 2;
        return " ".repeat(left) + t + " ".repeat(width - left - t.length());
    }
}
