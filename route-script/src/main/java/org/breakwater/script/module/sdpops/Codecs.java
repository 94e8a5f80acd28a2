package org.breakwater.script.module.sdpops;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.breakwater.sip.message.MessageEdits;

/** Codecs of the streams, asked for by payload type or by name. */
final class Codecs {

    private Codecs() {}

    /** Items of a comma-separated list, in lower case. */
    static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(item -> item.trim().toLowerCase(Locale.ROOT))
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Formats of a stream that are listed, by name or as they stand. */
    static Set<String> matching(Stream stream, Set<String> items, boolean byName) {
        Set<String> formats = new HashSet<>();
        for (String format : stream.formats()) {
            String key = byName ? stream.codec(format) : format;
            if (items.contains(key.toLowerCase(Locale.ROOT))) {
                formats.add(format);
            }
        }
        return formats;
    }

    /** Deletes the listed ones, or all others. */
    static void keepOrRemove(
            List<Stream> streams, Set<String> items, boolean byName, boolean keep, MessageEdits edits) {
        for (Stream stream : streams) {
            Set<String> matching = matching(stream, items, byName);
            if (keep) {
                Set<String> others = new HashSet<>(stream.formats());
                others.removeAll(matching);
                stream.removeFormats(others, edits);
            } else {
                stream.removeFormats(matching, edits);
            }
        }
    }

    /** 1 when every stream has one of the listed, 2 when some have, -1 when none has. */
    static int presence(List<Stream> streams, Set<String> items, boolean byName) {
        long having = streams.stream()
                .filter(s -> !matching(s, items, byName).isEmpty())
                .count();
        if (having == 0) {
            return -1;
        }
        return having == streams.size() ? 1 : 2;
    }
}
