package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts pseudo-variables and format strings into parts. One instance reads one text from left to right. */
final class PvParser {

    /** How deep pseudo-variables may stand inside one another. */
    private static final int MAX_DEPTH = 32;

    private final String text;
    private final int depth;
    private int at;

    private PvParser(String text, int at, int depth) {
        this.text = text;
        this.at = at;
        this.depth = depth;
    }

    static PvSpec parseWhole(String text) throws PvSyntaxException {
        return parseWhole(text, 0);
    }

    private static PvSpec parseWhole(String text, int depth) throws PvSyntaxException {
        PvParser parser = new PvParser(text, 0, depth);
        PvSpec spec = parser.variable();
        if (parser.at < text.length()) {
            throw parser.error("unexpected '" + text.charAt(parser.at) + "' after pseudo-variable " + spec.text());
        }
        return spec;
    }

    static FormatString parseFormat(String text) throws PvSyntaxException {
        return parseFormat(text, 0);
    }

    private static FormatString parseFormat(String text, int depth) throws PvSyntaxException {
        PvParser parser = new PvParser(text, 0, depth);
        List<FormatString.Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (parser.at < text.length()) {
            int dollar = text.indexOf('$', parser.at);
            int end = dollar < 0 ? text.length() : dollar;
            literal.append(text, parser.at, end);
            parser.at = end;
            if (dollar < 0) {
                break;
            }
            PvSpec spec = parser.variable();
            if (spec.name().equals("$")) {
                literal.append('$');
                continue;
            }
            flush(literal, pieces);
            pieces.add(new FormatString.Variable(spec, dollar));
        }
        flush(literal, pieces);
        return new FormatString(text, pieces);
    }

    private static void flush(StringBuilder literal, List<FormatString.Piece> pieces) {
        if (literal.length() > 0) {
            pieces.add(new FormatString.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** Cuts at commas outside nested pseudo-variables. */
    static List<String> splitArguments(String arguments) {
        List<String> parts = new ArrayList<>();
        int nesting = 0;
        int from = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (c == '(' && i > 0 && (nesting > 0 || opensVariable(arguments, i))) {
                nesting++;
            } else if (c == ')' && nesting > 0) {
                nesting--;
            } else if (c == ',' && nesting == 0) {
                parts.add(arguments.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(arguments.substring(from));
        return List.copyOf(parts);
    }

    private static boolean opensVariable(String text, int parenthesis) {
        int i = parenthesis - 1;
        while (i > 0 && isNameCharacter(text.charAt(i))) {
            i--;
        }
        return text.charAt(i) == '$';
    }

    private static boolean isNameCharacter(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '.'
                || c == '?';
    }

    private PvSpec variable() throws PvSyntaxException {
        int start = at;
        if (peek() != '$') {
            throw error("a pseudo-variable begins with '$'");
        }
        if (depth > MAX_DEPTH) {
            throw error("pseudo-variables are nested more than " + MAX_DEPTH + " deep");
        }
        at++;
        boolean enclosed = take('(');
        if (take('$')) {
            if (enclosed) {
                expect(')');
            }
            return new PvSpec(text.substring(start, at), "$", null, new PvSpec.NoIndex(), List.of());
        }
        String name = name();
        PvSpec.Inner inner = peek() == '(' ? inner(name) : null;
        PvSpec.Index index = new PvSpec.NoIndex();
        List<PvSpec.Transformation> transformations = List.of();
        if (enclosed) {
            if (peek() == '[') {
                index = index(name);
            }
            transformations = transformations();
            expect(')');
        }
        return new PvSpec(text.substring(start, at), name, inner, index, transformations);
    }

    private String name() throws PvSyntaxException {
        int from = at;
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw error("name of a pseudo-variable expected after '$' (write $$ for a dollar)");
        }
        return text.substring(from, at);
    }

    private PvSpec.Inner inner(String name) throws PvSyntaxException {
        String content = enclosedText('(', ')', name);
        if (content.indexOf('$') < 0) {
            return new PvSpec.Inner(content, constantFormat(content));
        }
        try {
            return new PvSpec.Inner(content, parseFormat(content, depth + 1));
        } catch (PvSyntaxException notAFormat) {
            return new PvSpec.Inner(content, null);
        }
    }

    private static FormatString constantFormat(String content) {
        return new FormatString(content, List.of(new FormatString.Literal(content)));
    }

    private PvSpec.Index index(String name) throws PvSyntaxException {
        int start = at + 1;
        String content = enclosedText('[', ']', name);
        if (content.equals("*")) {
            return new PvSpec.AllIndex();
        }
        if (content.equals("+")) {
            return new PvSpec.NextIndex();
        }
        if (content.startsWith("$")) {
            try {
                return new PvSpec.VariableIndex(parseWhole(content, depth + 1));
            } catch (PvSyntaxException e) {
                throw new PvSyntaxException(e.getMessage(), start + e.offset());
            }
        }
        try {
            return new PvSpec.NumberIndex(Integer.parseInt(content));
        } catch (NumberFormatException e) {
            throw new PvSyntaxException(
                    "index of $" + name + " must be a number, '*', '+' or a pseudo-variable, not '" + content + "'",
                    start);
        }
    }

    private List<PvSpec.Transformation> transformations() throws PvSyntaxException {
        List<PvSpec.Transformation> list = new ArrayList<>();
        while (peek() == '{') {
            list.add(transformation());
            while (peek() == ' ' || peek() == '\t') {
                at++;
            }
        }
        return list;
    }

    private PvSpec.Transformation transformation() throws PvSyntaxException {
        int start = at + 1;
        String content = enclosedText('{', '}', "transformation").stripLeading();
        int dot = content.indexOf('.');
        int comma = content.indexOf(',');
        if (dot <= 0 || (comma >= 0 && comma < dot)) {
            throw new PvSyntaxException(
                    "transformation '{" + content + "}' must have the form {class.name} or {class.name,arguments}",
                    start);
        }
        String name = (comma < 0 ? content.substring(dot + 1) : content.substring(dot + 1, comma)).strip();
        String arguments = comma < 0 ? null : content.substring(comma + 1);
        if (name.isEmpty()) {
            throw new PvSyntaxException("transformation '{" + content + "}' has no name after the dot", start);
        }
        return new PvSpec.Transformation(content, content.substring(0, dot), name, arguments);
    }

    /** Reads from the opening sign at the current place through its closing partner; returns what is between. */
    private String enclosedText(char open, char close, String owner) throws PvSyntaxException {
        int from = at + 1;
        int nesting = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == open) {
                nesting++;
            } else if (c == close && nesting-- == 0) {
                if (i == from) {
                    throw error("empty '" + open + close + "' in $" + owner);
                }
                at = i + 1;
                return text.substring(from, i);
            }
        }
        throw new PvSyntaxException("missing '" + close + "' for $" + owner, text.length());
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char wanted) {
        if (peek() == wanted && at < text.length()) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) throws PvSyntaxException {
        if (!take(wanted)) {
            String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
            throw error("'" + wanted + "' expected in pseudo-variable, found " + found);
        }
    }

    private PvSyntaxException error(String message) {
        return new PvSyntaxException(message, at);
    }
}
