package org.breakwater.script.module.dispatcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Numbers;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Sets of gateways as they were read; a reload makes a new list. Highest priority first. */
record GatewayList(Map<Integer, List<Gateway>> sets) {

    static final GatewayList EMPTY = new GatewayList(Map.of());

    static GatewayList of(List<Gateway> gateways) {
        Map<Integer, List<Gateway>> sets = new TreeMap<>();
        gateways.forEach(
                g -> sets.computeIfAbsent(g.set(), s -> new ArrayList<>()).add(g));
        sets.values()
                .forEach(s -> s.sort(Comparator.comparingInt(Gateway::priority).reversed()));
        return new GatewayList(sets);
    }

    /** Reads lines {@code set uri [flags [priority [attributes]]]}. */
    static GatewayList read(Path file) throws FixupException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new FixupException("dispatcher list " + file + " cannot be read: " + e.getMessage());
        }
        List<Gateway> gateways = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").trim();
            if (!line.isEmpty()) {
                String[] words = line.split("\\s+", 5);
                if (words.length < 2 || Numbers.parse(words[0]).isEmpty()) {
                    throw new FixupException(file + ":" + (i + 1) + ": a line is: set uri [flags [priority [attrs]]]");
                }
                gateways.add(gateway(words, file + ":" + (i + 1)));
            }
        }
        return of(gateways);
    }

    private static Gateway gateway(String[] words, String place) throws FixupException {
        return gateway(
                Numbers.parseOrZero(words[0]),
                words[1],
                words.length > 2 ? Numbers.parseOrZero(words[2]) : 0,
                words.length > 3 ? Numbers.parseOrZero(words[3]) : 0,
                words.length > 4 ? words[4] : "",
                place);
    }

    static Gateway gateway(int set, String uri, int flags, int priority, String attributes, String place)
            throws FixupException {
        try {
            SipUri.parse(uri);
        } catch (SipParseException e) {
            throw new FixupException(place + ": \"" + uri + "\" is not a SIP URI");
        }
        return new Gateway(set, uri, flags, priority, attributes);
    }

    List<Gateway> set(int number) {
        return sets.getOrDefault(number, List.of());
    }

    List<Gateway> all() {
        return sets.values().stream().flatMap(List::stream).toList();
    }
}
