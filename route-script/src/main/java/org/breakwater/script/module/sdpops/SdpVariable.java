package org.breakwater.script.module.sdpops;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $sdp(body)} and {@code $sdp(sess_version)}, the version in the {@code o=} line. */
final class SdpVariable {

    private static final int VERSION_WORD = 2;

    private SdpVariable() {}

    static Pv bind(PvSpec spec) throws FixupException {
        String part = spec.inner() == null ? "" : spec.inner().text();
        return switch (part) {
            case "body" ->
                ctx -> {
                    SdpText sdp = SdpText.of(ctx.message());
                    return sdp == null ? Value.NULL : Value.of(sdp.text());
                };
            case "sess_version" -> new Version();
            default -> throw new FixupException("$sdp(" + part + "): one of body sess_version");
        };
    }

    private static final class Version implements Pv {
        @Override
        public Value eval(ScriptContext ctx) {
            SdpText.Line origin = origin(ctx);
            String[] words = origin == null ? new String[0] : origin.text().split(" ");
            return words.length > VERSION_WORD ? Value.of(words[VERSION_WORD]) : Value.NULL;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        /** -1 counts the version up (RFC 3264 §8). */
        @Override
        public boolean set(ScriptContext ctx, Value value) {
            SdpText.Line origin = origin(ctx);
            if (origin == null || !value.isInt()) {
                return false;
            }
            String[] words = origin.text().split(" ");
            if (words.length <= VERSION_WORD) {
                return false;
            }
            String version = value.toInt() == -1 ? next(words[VERSION_WORD]) : value.toText();
            int start = origin.start() + words[0].length() + words[1].length() + 2;
            ctx.edits().replace(start, start + words[VERSION_WORD].length(), version);
            return true;
        }

        private static String next(String version) {
            boolean number = version.chars().allMatch(c -> c >= '0' && c <= '9') && version.length() < 19;
            return number ? Long.toString(Long.parseLong(version) + 1) : version;
        }

        private static SdpText.Line origin(ScriptContext ctx) {
            SdpText sdp = SdpText.of(ctx.message());
            return sdp == null
                    ? null
                    : sdp.session().stream()
                            .filter(l -> l.text().startsWith("o="))
                            .findFirst()
                            .orElse(null);
        }
    }
}
