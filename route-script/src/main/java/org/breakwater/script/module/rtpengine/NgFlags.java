package org.breakwater.script.module.rtpengine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.run.Numbers;

/** Turns the words a script gives to {@code rtpengine_*} into fields of an ng request. */
final class NgFlags {

    private static final Set<String> PROTOCOLS =
            Set.of("RTP/AVP", "RTP/SAVP", "RTP/AVPF", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF");
    private static final Set<String> NUMBERS = Set.of("TOS", "delete-delay", "repeat-times", "start-pos", "duration");
    private static final Set<String> CODEC_ACTIONS =
            Set.of("strip", "offer", "mask", "transcode", "set", "except", "consume", "accept", "ignore");

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, List<Object>> lists = new LinkedHashMap<>();
    private final Map<String, List<Object>> codecs = new LinkedHashMap<>();
    private final Map<String, String> own = new HashMap<>();

    /** Takes words apart at blanks. */
    static NgFlags parse(String text) {
        NgFlags flags = new NgFlags();
        for (String word : text.trim().split("[ \t]+")) {
            if (!word.isEmpty()) {
                flags.word(word);
            }
        }
        return flags;
    }

    private void word(String word) {
        int eq = word.indexOf('=');
        String key = eq < 0 ? word : word.substring(0, eq);
        String value = eq < 0 ? null : word.substring(eq + 1);
        if (PROTOCOLS.contains(key)) {
            fields.put("transport-protocol", key);
        } else if (key.startsWith("replace-")) {
            list("replace", key.substring(8));
        } else if (key.startsWith("rtcp-mux-")) {
            list("rtcp-mux", key.substring(9));
        } else if (key.startsWith("SDES-")) {
            list("SDES", key.substring(5));
        } else if (key.startsWith("codec-")) {
            codec(key.substring(6), value);
        } else if (key.equals("to-tag")
                || key.equals("from-tag")
                || key.equals("call-id")
                || key.equals("via-branch")) {
            own.put(key, value == null ? "" : value);
        } else if (key.equals("direction") && value != null) {
            list("direction", value);
        } else if (key.equals("internal") || key.equals("external")) {
            list("direction", key);
        } else if (key.equals("force-relay") || key.equals("ICE-force-relay")) {
            fields.put("ICE", "force-relay");
        } else if (value == null) {
            list("flags", key);
        } else {
            fields.put(key, NUMBERS.contains(key) ? (Object) Numbers.parseOrZero(value) : value);
        }
    }

    private void codec(String rest, String value) {
        int dash = rest.indexOf('-');
        String action = dash < 0 ? rest : rest.substring(0, dash);
        String name = value != null ? value : dash < 0 ? "" : rest.substring(dash + 1);
        if (CODEC_ACTIONS.contains(action) && !name.isEmpty()) {
            codecs.computeIfAbsent(action, a -> new ArrayList<>()).add(name);
        } else {
            list("flags", "codec-" + rest);
        }
    }

    private void list(String name, String value) {
        lists.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** What the script gives instead of the message's own value: {@code to-tag}, {@code call-id} …; null if not. */
    String own(String name) {
        return own.get(name);
    }

    /** Adds everything else to a request. */
    void addTo(Map<String, Object> request) {
        request.putAll(fields);
        request.putAll(lists);
        if (!codecs.isEmpty()) {
            request.put("codec", codecs);
        }
    }
}
