package org.breakwater.script.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The characters of the main file and of the files included so far, with the text of expanded defines pushed in front.
 * Pushed text has no position of its own: it counts as standing where the define was used.
 */
final class CharSource {

    /** Returned by {@link #peek} at the end of the current file. */
    static final char END = '\uffff';

    private static final int MAX_INCLUDE_DEPTH = 10;
    private static final int MAX_EXPANSIONS_IN_A_ROW = 10_000;
    private static final int MAX_EXPANDED_CHARACTERS = 4 * 1024 * 1024;

    private final Deque<SourceFile> including = new ArrayDeque<>();
    private final StringBuilder pushed = new StringBuilder();
    private SourceFile file;
    private Position expansionOrigin;
    private int expansionsInARow;
    private int expandedCharacters;

    /** One file being read. */
    private static final class SourceFile {
        private final String name;
        private final String text;
        private int offset;
        private int line = 1;
        private int column = 1;

        SourceFile(String name, String text) {
            this.name = name;
            this.text = text;
        }
    }

    CharSource(String name, String text) {
        file = new SourceFile(name, text);
    }

    String fileName() {
        return file.name;
    }

    /** True if one more file may be included. */
    boolean mayInclude() {
        return including.size() < MAX_INCLUDE_DEPTH;
    }

    void include(String name, String text) {
        including.push(file);
        file = new SourceFile(name, text);
    }

    /** At the end of an included file: goes on in the file that included it. False at the end of the main file. */
    boolean leaveFile() {
        if (including.isEmpty()) {
            return false;
        }
        file = including.pop();
        return true;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        if (ahead < pushed.length()) {
            return pushed.charAt(pushed.length() - 1 - ahead);
        }
        int offset = file.offset + ahead - pushed.length();
        return offset < file.text.length() ? file.text.charAt(offset) : END;
    }

    boolean startsWith(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    char next() {
        int last = pushed.length() - 1;
        if (last >= 0) {
            char c = pushed.charAt(last);
            pushed.setLength(last);
            return c;
        }
        if (file.offset >= file.text.length()) {
            return END;
        }
        expansionsInARow = 0;
        char c = file.text.charAt(file.offset++);
        if (c == '\n') {
            file.line++;
            file.column = 1;
        } else {
            file.column++;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    /** Puts the value of a define that was used at {@code origin} in front of what follows. */
    void expand(String value, Position origin) {
        expansionsInARow++;
        expandedCharacters += value.length();
        if (expansionsInARow > MAX_EXPANSIONS_IN_A_ROW) {
            throw new SyntaxErrorException(origin, "a define expands to itself without end");
        }
        if (expandedCharacters > MAX_EXPANDED_CHARACTERS) {
            throw new SyntaxErrorException(
                    origin, "defines expand to more than " + MAX_EXPANDED_CHARACTERS + " characters");
        }
        if (pushed.length() == 0) {
            expansionOrigin = origin;
        }
        for (int i = value.length() - 1; i >= 0; i--) {
            pushed.append(value.charAt(i));
        }
    }

    /** Position of the next character. */
    Position position() {
        if (pushed.length() > 0) {
            return expansionOrigin;
        }
        return new Position(file.name, file.line, file.column, file.column);
    }

    /** The range from {@code start} to the last character that was read. */
    Position rangeFrom(Position start) {
        boolean sameLine = start.file().equals(file.name) && start.line() == file.line;
        int end = sameLine ? Math.max(start.endColumn(), file.column - 1) : start.column();
        return new Position(start.file(), start.line(), start.column(), end);
    }
}
