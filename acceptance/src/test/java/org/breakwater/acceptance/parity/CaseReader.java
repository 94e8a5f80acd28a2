package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.breakwater.acceptance.parity.ParityCase.Intent;
import org.breakwater.acceptance.parity.ParityCase.Send;

/** Reads the {@code #@} lines at the head of a script; the format is described in {@code parity/README.md}. */
final class CaseReader {
    private static final String MARK = "#@";
    private static final String DEFAULT_TARGET = "sip:bob@{UAS}";

    private final Path root;

    CaseReader(Path root) {
        this.root = root;
    }

    /** Every case of the corpus in the order of its name; files without {@code #@ title:} are include files. */
    List<ParityCase> readAll() throws IOException {
        List<ParityCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cfg")).sorted().toList()) {
                List<String> lines = headOf(file);
                if (!lines.isEmpty()) {
                    cases.add(read(file, lines));
                }
            }
        }
        return cases;
    }

    private static List<String> headOf(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.dropWhile(l -> l.startsWith("#!"))
                    .takeWhile(l -> l.startsWith(MARK))
                    .map(l -> l.substring(MARK.length()).strip())
                    .toList();
        }
    }

    private ParityCase read(Path file, List<String> lines) {
        String relative = root.relativize(file).toString();
        String name = relative.substring(0, relative.length() - ".cfg".length());
        Head head = new Head(name);
        lines.forEach(head::accept);
        return head.toCase(file);
    }

    /** The head of one file while it is read. */
    private static final class Head {
        private final String name;
        private final List<String> defines = new ArrayList<>();
        private final List<Send> sends = new ArrayList<>();
        private String title = "";
        private Intent intent = Intent.RUNS;
        private long waitMillis;
        private boolean silent;
        private boolean rawOpen;

        Head(String name) {
            this.name = name;
        }

        void accept(String line) {
            boolean wasRaw = rawOpen;
            rawOpen = false;
            if (line.startsWith("+ ")) {
                last().headers().add(line.substring(2));
            } else if (line.startsWith("- ")) {
                last().removed().add(line.substring(2).toLowerCase(Locale.ROOT));
            } else if (line.startsWith("|")) {
                addRawLine(wasRaw, line.substring(1).stripTrailing());
            } else {
                field(line);
            }
        }

        private void addRawLine(boolean continued, String line) {
            if (!continued) {
                sends.add(new Send("", "", List.of(), List.of(), new ArrayList<>(), List.of()));
            }
            last().body().add(line);
            rawOpen = true;
        }

        private void field(String line) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            switch (key) {
                case "title" -> title = value;
                case "expect" ->
                    intent = Intent.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
                case "define" -> defines.add(value);
                case "send" -> addSend(value.split("\\s+"));
                case "auth" -> last().credentials().add(value);
                case "body" -> last().body().add(value);
                case "wait" -> waitMillis = Long.parseLong(value);
                case "silent" -> silent = true;
                default -> throw new IllegalArgumentException(name + ": unknown line '#@ " + line + "'");
            }
        }

        private void addSend(String[] words) {
            String target = words.length > 1 ? words[1] : DEFAULT_TARGET;
            sends.add(new Send(
                    words[0], target, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        }

        private Send last() {
            if (sends.isEmpty()) {
                throw new IllegalArgumentException(name + ": a header or body line needs a '#@ send:' before it");
            }
            return sends.get(sends.size() - 1);
        }

        ParityCase toCase(Path file) {
            if (title.isEmpty()) {
                throw new IllegalArgumentException(name + ": '#@ title:' is missing");
            }
            if (sends.isEmpty() && intent == Intent.RUNS) {
                addSend(new String[] {"OPTIONS"});
            }
            return new ParityCase(
                    name, file, title, intent, List.copyOf(defines), List.copyOf(sends), waitMillis, silent);
        }
    }
}
