package org.breakwater.script.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Cuts the preprocessed source into tokens. */
final class Lexer {

    private static final String[] OPERATORS = {
        "==", "=~", "!=", "<=", ">=", "<<", ">>", "&&", "||", "+=", "=", "<", ">", "!", "&", "|", "~", "^", "+", "-",
        "*", "/", "(", ")", "{", "}", "[", "]", ",", ";", ":", "."
    };
    private static final String[] LONG_WORDS = {"uri:host", "uri:port", "msg:len"};

    private final CharSource source;
    private final Preprocessor preprocessor;
    private final Diagnostics diagnostics;
    private boolean eventNameExpected;

    Lexer(CharSource source, Preprocessor preprocessor, Diagnostics diagnostics) {
        this.source = source;
        this.preprocessor = preprocessor;
        this.diagnostics = diagnostics;
    }

    /** The next token; at the end of the main file {@link Token.Kind#END} again and again. */
    Token next() {
        while (true) {
            Token token = skipOrDirective();
            if (token != null) {
                return token;
            }
            Position start = source.position();
            char c = source.peek();
            if (c == CharSource.END) {
                if (source.leaveFile()) {
                    continue;
                }
                preprocessor.checkClosed(start);
                return Token.of(Token.Kind.END, "", start);
            }
            token = eventNameExpected ? eventToken(start) : token(start, c);
            if (token != null) {
                return token;
            }
        }
    }

    /** Skips blanks and comments, carries out directives. Returns a token only for substitution directives. */
    private Token skipOrDirective() {
        while (true) {
            char c = source.peek();
            if (isBlank(c)) {
                source.next();
            } else if (c == '\\' && source.peek(1) == '\n') {
                source.skip(2);
            } else if (c == '/' && source.peek(1) == '*') {
                skipComment();
            } else if (source.startsWith("#!") || source.startsWith("!!")) {
                Position start = source.position();
                String directive = preprocessor.directive();
                if (directive == null) {
                    return null;
                }
                if (directive.startsWith("subst")) {
                    return Token.of(Token.Kind.SUBSTITUTION, directive, source.rangeFrom(start));
                }
            } else if (c == '#' || (c == '/' && source.peek(1) == '/')) {
                preprocessor.skipLine();
            } else {
                return null;
            }
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\b';
    }

    private void skipComment() {
        Position start = source.position();
        int nesting = 0;
        do {
            if (source.startsWith("/*")) {
                nesting++;
                source.skip(2);
            } else if (source.startsWith("*/")) {
                nesting--;
                source.skip(2);
            } else if (source.next() == CharSource.END) {
                throw new SyntaxErrorException(start, "comment is not closed: " + nesting + " times '*/' missing");
            }
        } while (nesting > 0);
    }

    private Token token(Position start, char c) {
        int ipv6 = c == ':' || isAlphanumeric(c) ? Ipv6Scanner.match(source) : 0;
        int word = wordLength();
        if (ipv6 > 0 && ipv6 > word) {
            return Token.of(Token.Kind.IPV6, take(ipv6), source.rangeFrom(start));
        }
        if (word > 0) {
            return wordToken(start, word);
        }
        if (c == '"') {
            return doubleQuoted(start);
        }
        if (c == '\'') {
            return singleQuoted(start);
        }
        if (c == '$') {
            return variable(start);
        }
        if (c == '@') {
            return select(start);
        }
        return operator(start);
    }

    private int wordLength() {
        for (String word : LONG_WORDS) {
            if (source.startsWith(word) && !isAlphanumeric(source.peek(word.length()))) {
                return word.length();
            }
        }
        int length = 0;
        while (isAlphanumeric(source.peek(length))) {
            length++;
        }
        return length;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private Token wordToken(Position start, int length) {
        String word = take(length);
        Position range = source.rangeFrom(start);
        if (word.charAt(0) <= '9') {
            return numberToken(word, range);
        }
        if (word.indexOf(':') > 0) {
            return Token.of(Token.Kind.WORD, word, range);
        }
        int number = ReservedWords.number(word);
        if (number >= 0) {
            return new Token(Token.Kind.NUMBER, word, number, null, range);
        }
        if (word.equals("include_file") || word.equals("import_file")) {
            preprocessor.include(word.equals("include_file"), range);
            return null;
        }
        if (word.equals("event_route")) {
            eventNameExpected = true;
        }
        if (ReservedWords.contains(word)) {
            return Token.of(Token.Kind.WORD, word, range);
        }
        String value = preprocessor.defines().value(word);
        if (value != null) {
            source.expand(value, range);
            return null;
        }
        return Token.of(Token.Kind.IDENTIFIER, word, range);
    }

    private static Token numberToken(String word, Position range) {
        int radix;
        String digits = word;
        if (word.matches("0|[1-9][0-9]*")) {
            radix = 10;
        } else if (word.matches("0x[0-9a-fA-F]+")) {
            radix = 16;
            digits = word.substring(2);
        } else if (word.matches("0[0-7]+")) {
            radix = 8;
        } else if (word.matches("[01]+b")) {
            radix = 2;
            digits = word.substring(0, word.length() - 1);
        } else {
            return Token.of(Token.Kind.ALPHANUMERIC, word, range);
        }
        int value;
        try {
            value = (int) Long.parseLong(digits, radix);
        } catch (NumberFormatException tooLarge) {
            value = (int) Long.MAX_VALUE;
        }
        return new Token(Token.Kind.NUMBER, word, value, null, range);
    }

    private Token operator(Position start) {
        if (source.startsWith("(int)") || source.startsWith("(str)")) {
            return Token.of(Token.Kind.OPERATOR, take(5), source.rangeFrom(start));
        }
        for (String operator : OPERATORS) {
            if (source.startsWith(operator)) {
                return Token.of(Token.Kind.OPERATOR, take(operator.length()), source.rangeFrom(start));
            }
        }
        char c = source.next();
        if (c == '%') {
            throw new SyntaxErrorException(
                    source.rangeFrom(start), "old attribute syntax '%name' is not supported; use $avp(name)");
        }
        diagnostics.warning(source.rangeFrom(start), "unexpected character '" + printable(c) + "' is ignored");
        return null;
    }

    private static String printable(char c) {
        return c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c);
    }

    /** Between {@code event_route} and the closing bracket only brackets and a name count. */
    private Token eventToken(Position start) {
        char c = source.peek();
        if (c == '[' || c == ']') {
            eventNameExpected = c == '[';
            return Token.of(Token.Kind.OPERATOR, take(1), source.rangeFrom(start));
        }
        int length = 0;
        while (isAlphanumeric(source.peek(length)) || source.peek(length) == '-' || source.peek(length) == ':') {
            length++;
        }
        if (length > 0) {
            String name = take(length);
            boolean valid = name.matches("[a-zA-Z][0-9a-zA-Z_-]*(:[a-zA-Z][0-9a-zA-Z_-]*)+");
            if (!valid) {
                throw new SyntaxErrorException(
                        source.rangeFrom(start),
                        "event_route needs a name of the form [module:event], not '" + name + "'");
            }
            return Token.of(Token.Kind.EVENT_NAME, name, source.rangeFrom(start));
        }
        source.next();
        if (c == '{' || c == '}' || c == ';') {
            throw new SyntaxErrorException(
                    source.rangeFrom(start), "event_route needs a name: event_route[module:event]");
        }
        return null;
    }

    private String take(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(source.next());
        }
        return text.toString();
    }

    private Token singleQuoted(Position start) {
        source.next();
        StringBuilder text = new StringBuilder();
        while (source.peek() != '\'') {
            appendInside(text, start);
        }
        source.next();
        return string(text, Expression.Quote.SINGLE, source.rangeFrom(start));
    }

    private void appendInside(StringBuilder text, Position start) {
        char c = source.next();
        if (c == CharSource.END) {
            throw new SyntaxErrorException(start, "string is not closed");
        }
        text.append(c);
    }

    private Token doubleQuoted(Position start) {
        StringBuilder text = new StringBuilder();
        Position range;
        do {
            source.next();
            while (source.peek() != '"') {
                if (source.peek() == '\\') {
                    escape(text, start);
                } else {
                    appendInside(text, start);
                }
            }
            source.next();
            range = source.rangeFrom(start);
            while (isBlank(source.peek())) {
                source.next();
            }
        } while (source.peek() == '"');
        return string(text, Expression.Quote.DOUBLE, range);
    }

    private void escape(StringBuilder text, Position start) {
        char kind = source.peek(1);
        int simple = "nrat\"\\".indexOf(kind);
        if (simple >= 0) {
            text.append("\n\r\u0007\t\"\\".charAt(simple));
            source.skip(2);
        } else if (kind == '\n') {
            source.skip(2);
        } else if (kind == 'x' && Character.digit(source.peek(2), 16) >= 0) {
            number(text, 2, 16, 2);
        } else if (Character.digit(kind, 8) >= 0 && Character.digit(source.peek(2), 8) >= 0) {
            number(text, 1, 8, 3);
        } else {
            appendInside(text, start);
        }
    }

    private void number(StringBuilder text, int skip, int radix, int maxDigits) {
        source.skip(skip);
        int value = 0;
        for (int i = 0; i < maxDigits && Character.digit(source.peek(), radix) >= 0; i++) {
            value = value * radix + Character.digit(source.next(), radix);
        }
        text.append((char) (value & 0xff));
    }

    private Token string(StringBuilder bytes, Expression.Quote quote, Position range) {
        String text = preprocessor.substitute(decode(bytes.toString()));
        return new Token(Token.Kind.STRING, text, 0, quote, range);
    }

    /** Bytes above 127 are UTF-8 where they are valid UTF-8, else ISO 8859-1. */
    static String decode(String bytes) {
        if (bytes.chars().allMatch(c -> c < 0x80) || bytes.chars().anyMatch(c -> c > 0xff)) {
            return bytes;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return bytes;
        }
    }

    private Token variable(Position start) {
        StringBuilder text = new StringBuilder().append(source.next());
        if (source.peek() == '?') {
            text.append(source.next());
        } else {
            while (isAlphanumeric(source.peek())) {
                text.append(source.next());
            }
            if (source.peek() == '(') {
                parenthesised(text, start);
            }
        }
        if (text.length() == 1) {
            throw new SyntaxErrorException(source.rangeFrom(start), "name of a pseudo-variable expected after '$'");
        }
        String substituted = preprocessor.substitute(decode(text.toString()));
        return Token.of(Token.Kind.VARIABLE, substituted, source.rangeFrom(start));
    }

    /** The whole of a select is one token: words in it are not reserved and defines not expanded. */
    private Token select(Position start) {
        StringBuilder text = new StringBuilder();
        source.next();
        do {
            text.append(text.length() == 0 ? "" : source.next());
            while (isAlphanumeric(source.peek())) {
                text.append(source.next());
            }
            if (source.peek() == '[') {
                bracket(text, start);
            }
            if (text.length() == 0) {
                throw new SyntaxErrorException(source.rangeFrom(start), "name of a select expected after '@'");
            }
        } while (source.peek() == '.' && isAlphanumeric(source.peek(1)));
        return Token.of(Token.Kind.SELECT, text.toString(), source.rangeFrom(start));
    }

    private void bracket(StringBuilder text, Position start) {
        boolean quoted = false;
        char c;
        do {
            c = source.next();
            if (c == CharSource.END || c == '\n') {
                throw new SyntaxErrorException(start, "']' missing in select");
            }
            quoted ^= c == '"';
            text.append(c);
        } while (quoted || c != ']');
    }

    private void parenthesised(StringBuilder text, Position start) {
        int nesting = 0;
        do {
            char c = source.next();
            if (c == CharSource.END || c == '\n') {
                throw new SyntaxErrorException(start, "')' missing in pseudo-variable");
            }
            nesting += c == '(' ? 1 : c == ')' ? -1 : 0;
            text.append(c);
        } while (nesting > 0);
    }
}
