package org.breakwater.registrar.satellite;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.breakwater.platform.state.LastWriterWins;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;
import org.breakwater.registrar.sync.Question;

/**
 * What each LifeGUARD said last, to whichever main server. For people only: no answer depends on it. At most {@link
 * #MOST_SITES} are remembered. Any thread; nothing blocks.
 */
public final class LastWords {

    /** More sites than any installation has; a made-up one is then not remembered. */
    static final int MOST_SITES = 1000;

    /** A question that says nothing new is told to the other main servers this often. */
    static final long TELL_MILLIS = 10_000;

    private static final long REMEMBER_MILLIS = 60_000;

    private final SharedMap<String, LastWord> words;
    private final TimeSource time;
    private final String self;

    /**
     * Keeps them in that map.
     *
     * @param self this main server
     */
    public LastWords(SharedMap<String, LastWord> words, TimeSource time, String self) {
        this.words = words;
        this.time = time;
        this.self = self;
    }

    /** The kind of map they live in. */
    public static MapKind<String, LastWord, Versioned<LastWord>> kind() {
        return new MapKind<>(
                "sites",
                Codec.text(Question.MAX_SITE),
                new VersionedCodec<>(new WordCodec(), WordCodec.MAX_BYTES),
                new LastWriterWins<>(REMEMBER_MILLIS));
    }

    void heard(Question.Compare question) {
        LastWord now = new LastWord(
                time.epochMillis(),
                self,
                question.says().verdict(),
                question.says().registrations());
        LastWord before = words.get(question.site());
        if (now.isNewsAfter(before, TELL_MILLIS) && (before != null || words.size() < MOST_SITES)) {
            words.put(question.site(), now);
        }
    }

    /** What the LifeGUARD of a site said last, exact to {@link #TELL_MILLIS}; empty when nobody heard it. */
    public Optional<LastWord> of(String site) {
        return Optional.ofNullable(words.get(site));
    }

    /** Sites whose LifeGUARD was heard, whether something belongs to them or not. */
    public Set<String> sites() {
        Set<String> sites = new TreeSet<>();
        words.forEach((site, word) -> sites.add(site));
        return sites;
    }

    /** On the wire, format 1. */
    private static final class WordCodec implements Codec<LastWord> {
        static final int MAX_BYTES = 1024;

        private static final int FORMAT = 1;

        @Override
        public byte[] encode(LastWord word) {
            return WireWriter.format(FORMAT)
                    .number(1, word.atMillis())
                    .text(2, word.member())
                    .text(3, word.verdict())
                    .numberUnlessZero(4, word.registrations())
                    .toBytes();
        }

        @Override
        public LastWord decode(byte[] bytes) throws WireException {
            WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
            long at = 0;
            String member = "";
            String verdict = "";
            int registrations = 0;
            while (reader.next()) {
                switch (reader.tag()) {
                    case 1 -> at = reader.number();
                    case 2 -> member = reader.text(Member.MAX_TEXT);
                    case 3 -> verdict = reader.text(Question.MAX_VERDICT);
                    case 4 -> registrations = reader.integer(0, Integer.MAX_VALUE);
                    default -> {}
                }
            }
            return new LastWord(at, member, verdict, registrations);
        }
    }
}
