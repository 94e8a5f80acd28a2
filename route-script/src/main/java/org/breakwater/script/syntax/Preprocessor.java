package org.breakwater.script.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Carries out the directives that begin with {@code #!} or {@code !!}, and includes. */
final class Preprocessor {

    private static final int MAX_CONDITIONS = 512;
    private static final Set<String> DEFINE_WORDS = Set.of(
            "define",
            "def",
            "trydefine",
            "trydef",
            "redefine",
            "redef",
            "defexp",
            "defexps",
            "undef",
            "undefine",
            "tryundef");
    private static final Set<String> ENVIRONMENT_WORDS = Set.of("defenv", "defenvs", "trydefenv", "trydefenvs");
    private static final Set<String> CONDITION_WORDS = Set.of("ifdef", "ifndef", "ifexp");

    private final CharSource source;
    private final Diagnostics diagnostics;
    private final IncludeResolver includes;
    private final UnaryOperator<String> environment;
    private final Defines defines = new Defines();
    private final Substitutions substitutions = new Substitutions(this::replaceVariables);
    private final Deque<Condition> conditions = new ArrayDeque<>();
    private ConfigFile.Compatibility compatibility = ConfigFile.Compatibility.KAMAILIO;

    /** One open {@code #!ifdef}: whether its present branch is read. */
    private record Condition(boolean active, Position position) {}

    Preprocessor(
            CharSource source, Diagnostics diagnostics, IncludeResolver includes, UnaryOperator<String> environment) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.includes = includes;
        this.environment = environment;
    }

    Defines defines() {
        return defines;
    }

    ConfigFile.Compatibility compatibility() {
        return compatibility;
    }

    /** Applies the substitutions known so far to a string or a variable. */
    String substitute(String text) {
        try {
            return substitutions.apply(text);
        } catch (IllegalArgumentException e) {
            throw new SyntaxErrorException(source.position(), e.getMessage());
        }
    }

    /**
     * Carries out the directive at the current place. Returns null if there is none (and nothing was read), the name
     * for subst, substdef and substdefs, whose string argument the caller reads, and the empty string for all others.
     */
    String directive() {
        Position start = source.position();
        String word = wordAt(2);
        int end = 2 + word.length();
        boolean blankFollows = isLineBlank(source.peek(end));
        if (DEFINE_WORDS.contains(word) && blankFollows) {
            source.skip(end);
            define(word, start);
        } else if (ENVIRONMENT_WORDS.contains(word)) {
            source.skip(end);
            defineEnvironment(word, start);
        } else if (CONDITION_WORDS.contains(word) && blankFollows) {
            source.skip(end);
            openCondition(word, start);
            skipInactive();
        } else if ((word.equals("else") || word.equals("endif")) && endsLine(end)) {
            source.skip(end);
            skipLine();
            closeOrTurn(word, source.rangeFrom(start));
            skipInactive();
        } else if (word.equals("subst") || word.equals("substdef") || word.equals("substdefs")) {
            source.skip(end);
            return word;
        } else if (word.equals("include_file") || word.equals("import_file")) {
            source.skip(end);
            include(word.equals("include_file"), source.rangeFrom(start));
        } else if (source.peek() == '!') {
            return null;
        } else {
            mark(word, end, start);
        }
        return "";
    }

    private void mark(String word, int end, Position start) {
        switch (word) {
            case "SER" -> compatibility = ConfigFile.Compatibility.SER;
            case "KAMAILIO", "OPENSER" -> compatibility = ConfigFile.Compatibility.KAMAILIO;
            case "MAXCOMPAT", "ALL" -> compatibility = ConfigFile.Compatibility.MAXCOMPAT;
            default -> warnAboutComment(word, end, start);
        }
        if (compatibility == ConfigFile.Compatibility.SER) {
            throw new SyntaxErrorException(start, "#!SER compatibility is not supported; write for #!KAMAILIO");
        }
        skipLine();
    }

    private void warnAboutComment(String word, int end, Position start) {
        boolean nearMiss = word.equals("else")
                || word.equals("endif")
                || DEFINE_WORDS.contains(word)
                || CONDITION_WORDS.contains(word);
        if (nearMiss) {
            String why = word.equals("else") || word.equals("endif")
                    ? "nothing may follow it on its line, so it is only a comment"
                    : "it needs a name, so it is only a comment";
            diagnostics.warning(start, "#!" + word + ": " + why);
        } else if (!word.isEmpty() && source.peek(end) != '/') {
            diagnostics.warning(start, "unknown directive '#!" + word + "' is only a comment");
        }
    }

    private String wordAt(int offset) {
        StringBuilder word = new StringBuilder();
        while (isLetter(source.peek(offset + word.length())) && word.length() < 32) {
            word.append(source.peek(offset + word.length()));
        }
        return word.toString();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isLineBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\b';
    }

    private boolean endsLine(int offset) {
        int i = offset;
        while (isLineBlank(source.peek(i))) {
            i++;
        }
        return source.peek(i) == '\n';
    }

    /** Reads through the end of the line. */
    void skipLine() {
        char c;
        do {
            c = source.next();
        } while (c != '\n' && c != CharSource.END);
    }

    private void skipBlanks() {
        while (isLineBlank(source.peek())) {
            source.next();
        }
    }

    private String restOfLine() {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        while (source.peek() != '\n' && source.peek() != CharSource.END) {
            if (!first && source.peek() == '\\' && source.peek(1) == '\n') {
                source.skip(2);
                continue;
            }
            text.append(source.next());
            first = false;
        }
        source.next();
        return text.toString();
    }

    private String name(String directive, Position start) {
        skipBlanks();
        StringBuilder name = new StringBuilder();
        while (isLetter(source.peek()) || (name.length() > 0 && Character.isDigit(source.peek()))) {
            name.append(source.next());
        }
        if (name.length() == 0) {
            throw new SyntaxErrorException(source.rangeFrom(start), "#!" + directive + " needs the name of a define");
        }
        if (source.peek() == '-') {
            throw new SyntaxErrorException(source.rangeFrom(start), "'-' is not allowed in the name of a define");
        }
        return name.toString();
    }

    private void define(String directive, Position start) {
        String name = name(directive, start);
        Position range = source.rangeFrom(start);
        skipBlanks();
        String value = restOfLine();
        if (directive.contains("undef")) {
            boolean removed = defines.remove(name);
            if (!removed && directive.equals("undef")) {
                diagnostics.warning(range, "#!undef of '" + name + "', which is not defined");
            }
            return;
        }
        if (directive.startsWith("defexp")) {
            try {
                value = DefineExpression.value(value, defines);
            } catch (IllegalArgumentException e) {
                throw new SyntaxErrorException(range, "#!" + directive + ": " + e.getMessage());
            }
            value = directive.equals("defexps") ? "\"" + value + "\"" : value;
        }
        Defines.Mode mode = directive.startsWith("try")
                ? Defines.Mode.TRY
                : directive.startsWith("redef") ? Defines.Mode.REDEFINE : Defines.Mode.DEFINE;
        define(name, value, mode, range);
    }

    private void define(String name, String value, Defines.Mode mode, Position position) {
        String error = defines.define(name, value, mode);
        if (error != null) {
            throw new SyntaxErrorException(position, error);
        }
    }

    /** {@code #!defenv VARIABLE} or {@code #!defenv NAME=VARIABLE}. */
    private void defineEnvironment(String directive, Position start) {
        skipBlanks();
        StringBuilder text = new StringBuilder();
        while (!Lexer.isBlank(source.peek()) && source.peek() != CharSource.END) {
            text.append(source.next());
        }
        String argument = text.toString();
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String variable = argument.substring(equals + 1);
        Position range = source.rangeFrom(start);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new SyntaxErrorException(range, "#!" + directive + " needs the name of an environment variable");
        }
        String value = environment.apply(variable);
        if (value == null) {
            if (!directive.startsWith("try")) {
                throw new SyntaxErrorException(range, "environment variable " + variable + " is not set");
            }
            return;
        }
        define(name, directive.endsWith("s") ? "\"" + value + "\"" : value, Defines.Mode.DEFINE, range);
    }

    /** A define from the command line: {@code NAME} or {@code NAME=VALUE}. */
    void defineFromCommandLine(String definition) {
        int equals = definition.indexOf('=');
        String name = equals < 0 ? definition : definition.substring(0, equals);
        Position origin = Position.of("command line, -A " + definition);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new SyntaxErrorException(origin, "'" + name + "' cannot be the name of a define");
        }
        define(name, equals < 0 ? "" : definition.substring(equals + 1), Defines.Mode.DEFINE, origin);
    }

    /** Carries out {@code subst}, {@code substdef} or {@code substdefs} with its argument. */
    void addSubstitution(String directive, String rule, Position position) {
        Substitutions.Parts parts;
        try {
            parts = substitutions.add(rule);
        } catch (IllegalArgumentException e) {
            throw new SyntaxErrorException(position, "#!" + directive + ": " + e.getMessage());
        }
        if (directive.equals("subst")) {
            return;
        }
        String value = replaceVariables(parts.replacement());
        String error = defines.define(
                parts.expression(), directive.equals("substdefs") ? "\"" + value + "\"" : value, Defines.Mode.DEFINE);
        if (error != null) {
            throw new SyntaxErrorException(position, error);
        }
    }

    /** Replaces {@code $env(N)}, {@code $def(N)} and {@code $defn(N)}; anything else stays. */
    private String replaceVariables(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        try {
            StringBuilder out = new StringBuilder();
            for (FormatString.Piece piece : FormatString.parse(text).pieces()) {
                out.append(
                        piece instanceof FormatString.Variable variable
                                ? valueOf(variable.spec())
                                : ((FormatString.Literal) piece).text());
            }
            return out.toString();
        } catch (PvSyntaxException notAFormat) {
            return text;
        }
    }

    private String valueOf(PvSpec spec) {
        String inner = spec.inner() == null ? "" : spec.inner().text();
        String value = switch (spec.name()) {
            case "env" -> environment.apply(inner);
            case "def" -> defines.value(inner);
            case "defn" -> defines.isDefined(inner) ? defines.value(inner) : inner;
            default -> spec.text();
        };
        return value == null ? "" : value;
    }

    private void openCondition(String directive, Position start) {
        if (conditions.size() >= MAX_CONDITIONS) {
            throw new SyntaxErrorException(start, "more than " + MAX_CONDITIONS + " nested #!ifdef");
        }
        boolean active;
        if (directive.equals("ifexp")) {
            String expression = restOfLine();
            try {
                active = isInactive() || DefineExpression.isTrue(expression, defines);
            } catch (IllegalArgumentException e) {
                throw new SyntaxErrorException(start, "#!ifexp: " + e.getMessage());
            }
        } else {
            active = defines.isDefined(name(directive, start)) == directive.equals("ifdef");
            skipLine();
        }
        conditions.push(new Condition(active, start));
    }

    private void closeOrTurn(String directive, Position position) {
        if (conditions.isEmpty()) {
            if (directive.equals("endif")) {
                diagnostics.error(position, "#!endif without #!ifdef");
            } else {
                diagnostics.warning(position, "#!else without #!ifdef is ignored");
            }
            return;
        }
        Condition last = conditions.pop();
        if (directive.equals("else")) {
            conditions.push(new Condition(!last.active(), last.position()));
        }
    }

    private boolean isInactive() {
        for (Condition condition : conditions) {
            if (!condition.active()) {
                return true;
            }
        }
        return false;
    }

    /** Throws away what stands in a false branch; strings and comments mean nothing there. */
    private void skipInactive() {
        while (isInactive()) {
            char c = source.peek();
            if (c == CharSource.END) {
                if (!source.leaveFile()) {
                    return;
                }
                continue;
            }
            if (source.startsWith("#!") || source.startsWith("!!")) {
                Position start = source.position();
                String word = wordAt(2);
                int end = 2 + word.length();
                if (CONDITION_WORDS.contains(word) && isLineBlank(source.peek(end))) {
                    source.skip(end);
                    openCondition(word, start);
                    continue;
                }
                if ((word.equals("else") || word.equals("endif")) && endsLine(end)) {
                    source.skip(end);
                    skipLine();
                    closeOrTurn(word, start);
                    continue;
                }
            }
            source.next();
        }
    }

    /** At the end of the configuration: every condition must be closed. */
    void checkClosed(Position end) {
        for (Condition condition : conditions) {
            diagnostics.error(condition.position(), "this #!ifdef has no #!endif");
        }
        conditions.clear();
    }

    /** Carries out {@code include_file "name"} or {@code import_file "name"} whose keyword was just read. */
    void include(boolean required, Position start) {
        String directive = required ? "include_file" : "import_file";
        while (Lexer.isBlank(source.peek())) {
            source.next();
        }
        StringBuilder argument = new StringBuilder();
        while (!Lexer.isBlank(source.peek()) && source.peek() != CharSource.END) {
            argument.append(source.next());
        }
        String quoted = substitute(Lexer.decode(argument.toString()));
        Position range = source.rangeFrom(start);
        if (quoted.length() < 3 || quoted.charAt(0) != '"' || quoted.charAt(quoted.length() - 1) != '"') {
            throw new SyntaxErrorException(
                    range, directive + " needs a file name in double quotes without blanks, not " + quoted);
        }
        String name = quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
        if (!source.mayInclude()) {
            throw new SyntaxErrorException(range, "more than 10 files included inside one another");
        }
        IncludeResolver.Found found = includes.resolve(name, source.fileName());
        if (found.text() != null) {
            source.include(found.path(), found.text());
        } else if (required || !found.missing()) {
            throw new SyntaxErrorException(range, "cannot read " + directive + " \"" + name + "\": " + found.error());
        }
    }
}
