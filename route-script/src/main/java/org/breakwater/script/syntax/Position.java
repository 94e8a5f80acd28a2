package org.breakwater.script.syntax;

/**
 * Where a piece of configuration begins and, when it lies on one line, where it ends.
 *
 * @param file name of the file as it was given to the parser or to the include directive
 * @param line line of the first character, 1 is the first line of the file
 * @param column byte column of the first character, 1 is the first of the line
 * @param endColumn column of the last character; equal to {@code column} when unknown or on another line
 */
public record Position(String file, int line, int column, int endColumn) {

    /** A position that does not come from a file, for instance from the command line. */
    public static Position of(String origin) {
        return new Position(origin, 0, 0, 0);
    }

    /** The range from this position to {@code last}, shortened to this position's end if that is on another line. */
    public Position to(Position last) {
        return last.line == line && last.file.equals(file) && last.endColumn > endColumn
                ? new Position(file, line, column, last.endColumn)
                : this;
    }

    /** {@code file:line:column}, or {@code file:line:column-end} for a range; only the origin if there is no line. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        String start = file + ":" + line + ":" + column;
        return endColumn > column ? start + "-" + endColumn : start;
    }
}
