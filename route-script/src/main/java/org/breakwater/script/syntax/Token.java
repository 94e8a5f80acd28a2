package org.breakwater.script.syntax;

/**
 * One token of the configuration.
 *
 * @param kind what it is
 * @param text as written; for strings the value after escapes, joining and substitutions
 * @param number value of a {@link Kind#NUMBER}, else 0
 * @param quote how a string was quoted, null for anything else
 */
record Token(Kind kind, String text, int number, Expression.Quote quote, Position position) {

    enum Kind {
        /** An identifier without meaning of its own. */
        IDENTIFIER,
        /** A reserved word. */
        WORD,
        /** Letters and digits beginning with a digit that are no number. */
        ALPHANUMERIC,
        NUMBER,
        STRING,
        VARIABLE,
        /** A select without its at sign. */
        SELECT,
        IPV6,
        EVENT_NAME,
        OPERATOR,
        /** subst, substdef or substdefs; the parser applies it. */
        SUBSTITUTION,
        END
    }

    static Token of(Kind kind, String text, Position position) {
        return new Token(kind, text, 0, null, position);
    }

    boolean is(String operatorOrWord) {
        return (kind == Kind.OPERATOR || kind == Kind.WORD) && text.equals(operatorOrWord);
    }

    boolean isString() {
        return kind == Kind.STRING;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** How the token is named in a message. */
    String describe() {
        if (kind == Kind.END) {
            return "the end of the file";
        }
        if (kind == Kind.STRING) {
            String shown = text.length() > 30 ? text.substring(0, 30) + "…" : text;
            return "the string \"" + shown.replace("\n", "\\n") + "\"";
        }
        if (kind == Kind.WORD) {
            return "the reserved word '" + text + "'";
        }
        return "'" + text + "'";
    }
}
