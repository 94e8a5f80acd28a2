package org.breakwater.dns.zone;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TTL;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/**
 * Reads zones in master file format (RFC 1035 §5, {@code $TTL} of RFC 2308 §4). Files that {@code $INCLUDE} names must
 * lie in the folder the reader was given. Reads files, so not for event loops.
 */
public final class MasterFileReader {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_RECORDS = 500_000;
    private static final long UNKNOWN = -1;

    /** How dnsjava's messages begin. */
    private static final Pattern PLACE = Pattern.compile("[^:]*:([0-9]+): ?");

    private final Path folder;
    private final Name zone;
    private final List<Record> records = new ArrayList<>();
    private long defaultTtl = UNKNOWN;
    private long lastTtl = UNKNOWN;

    private MasterFileReader(Path folder, Name zone) {
        this.folder = folder;
        this.zone = zone;
    }

    /**
     * Reads one zone.
     *
     * @param folder from which nothing may lead out
     * @param file relative to the folder
     * @throws ZoneException {@code file:line: …} when something is wrong; nothing is half read
     */
    public static ZoneContents read(Path folder, Path file, Name origin) throws ZoneException {
        MasterFileReader reader = new MasterFileReader(folder, origin);
        reader.readFile(file, origin, origin, 0);
        try {
            return ZoneContents.of(origin, reader.records);
        } catch (ZoneException e) {
            throw new ZoneException(file + ": " + e.getMessage());
        }
    }

    private void readFile(Path file, Name origin, Name owner, int depth) throws ZoneException {
        Path inside = confined(file);
        try (Tokenizer tokens = new Tokenizer(inside.toFile())) {
            new Entries(tokens, file, origin, owner, depth).readAll();
        } catch (FileNotFoundException e) {
            throw new ZoneException(file + ": there is no such file in " + folder);
        } catch (IOException e) {
            throw new ZoneException(file + ": cannot be read: " + e);
        }
    }

    private Path confined(Path file) throws ZoneException {
        try {
            Path root = folder.toRealPath();
            Path wanted = root.resolve(file).normalize();
            if (wanted.startsWith(root)
                    && (!Files.exists(wanted) || wanted.toRealPath().startsWith(root))) {
                return wanted;
            }
        } catch (IOException e) {
            throw new ZoneException(file + ": cannot be read: " + e);
        }
        throw new ZoneException(file + ": lies outside of " + folder + ", from where zones are read");
    }

    /** The entries of one file. */
    private final class Entries {
        private final Tokenizer tokens;
        private final Path file;
        private final int depth;
        private Name origin;
        private Name owner;
        private String line = "";

        Entries(Tokenizer tokens, Path file, Name origin, Name owner, int depth) {
            this.tokens = tokens;
            this.file = file;
            this.origin = origin;
            this.owner = owner;
            this.depth = depth;
        }

        void readAll() throws IOException, ZoneException {
            while (true) {
                Tokenizer.Token token = tokens.get(true, false);
                if (token.type() == Tokenizer.EOF) {
                    return;
                }
                if (token.type() != Tokenizer.EOL) {
                    line = position().group(1);
                    readLine(token);
                }
            }
        }

        /** dnsjava tells the line where it stopped; the line where the entry began is of more use. */
        private void readLine(Tokenizer.Token first) throws IOException, ZoneException {
            try {
                readEntry(first);
            } catch (TextParseException e) {
                Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
                String text = place.lookingAt() ? e.getMessage().substring(place.end()) : e.getMessage();
                throw new ZoneException(file + ":" + line + ": " + text);
            }
        }

        private Matcher position() {
            Matcher place = PLACE.matcher(tokens.exception("").getMessage());
            if (!place.lookingAt()) {
                throw new IllegalStateException("dnsjava's messages look different now: " + place);
            }
            return place;
        }

        private void readEntry(Tokenizer.Token first) throws IOException, ZoneException {
            if (first.type() == Tokenizer.WHITESPACE) {
                Tokenizer.Token next = tokens.get();
                tokens.unget();
                if (next.type() != Tokenizer.EOL && next.type() != Tokenizer.EOF) {
                    readRecord();
                } else {
                    tokens.get();
                }
                return;
            }
            if (first.type() == Tokenizer.IDENTIFIER && first.value().startsWith("$")) {
                directive(first.value().toUpperCase(Locale.ROOT));
                return;
            }
            tokens.unget();
            owner = tokens.getName(origin);
            readRecord();
        }

        private void directive(String name) throws IOException, ZoneException {
            switch (name) {
                case "$ORIGIN" -> origin = tokens.getName(origin);
                case "$TTL" -> defaultTtl = tokens.getTTL();
                case "$INCLUDE" -> {
                    include();
                    return;
                }
                default -> throw tokens.exception(name + " is not known here; there are $ORIGIN, $TTL and $INCLUDE");
            }
            tokens.getEOL();
        }

        private void include() throws IOException, ZoneException {
            Path included = Path.of(tokens.getString());
            Tokenizer.Token next = tokens.get();
            Name from = origin;
            if (next.isString()) {
                tokens.unget();
                from = tokens.getName(origin);
                tokens.getEOL();
            }
            if (depth + 1 > MAX_DEPTH) {
                throw tokens.exception(
                        "$INCLUDE goes deeper than " + MAX_DEPTH + " files; does a file include itself?");
            }
            try {
                readFile(included, from, owner, depth + 1);
            } catch (ZoneException e) {
                throw new ZoneException(e.getMessage() + " (included from " + file + ":" + line + ")");
            }
        }

        private void readRecord() throws IOException {
            long ttl = UNKNOWN;
            int type = -1;
            while (type < 0) {
                String word = tokens.getString();
                if (DClass.value(word) == DClass.IN) {
                    continue;
                }
                if (DClass.value(word) >= 0) {
                    throw tokens.exception("class " + word + " cannot be served; write IN or nothing");
                }
                long asTtl = Character.isDigit(word.charAt(0)) ? ttl(word) : UNKNOWN;
                type = asTtl == UNKNOWN ? type(word) : -1;
                ttl = asTtl == UNKNOWN ? ttl : asTtl;
            }
            add(type, ttl);
        }

        private long ttl(String word) throws IOException {
            try {
                return TTL.parseTTL(word);
            } catch (NumberFormatException e) {
                throw tokens.exception("\"" + word + "\" is neither a TTL nor a record type");
            }
        }

        private int type(String word) throws IOException {
            int type = Type.value(word, true);
            if (type <= 0) {
                throw tokens.exception("\"" + word + "\" is not a record type");
            }
            return type;
        }

        private void add(int type, long ownTtl) throws IOException {
            long ttl = ownTtl != UNKNOWN ? ownTtl : defaultTtl != UNKNOWN ? defaultTtl : lastTtl;
            if (ttl == UNKNOWN && type != Type.SOA) {
                throw tokens.exception("there is no TTL; start the file with $TTL 3600, say");
            }
            if (!owner.subdomain(zone)) {
                throw tokens.exception(owner + " lies outside of zone " + zone);
            }
            Record record;
            try {
                record = Record.fromString(owner, type, DClass.IN, Math.max(ttl, 0), tokens, origin);
            } catch (IllegalArgumentException e) {
                throw tokens.exception(e.getMessage());
            }
            if (ttl == UNKNOWN) {
                ttl = ((SOARecord) record).getMinimum();
                record = Records.withTtl(record, ttl);
            }
            lastTtl = ttl;
            if (records.size() >= MAX_RECORDS) {
                throw tokens.exception("more than " + MAX_RECORDS + " records are too many for a zone here");
            }
            records.add(record);
        }
    }
}
