package org.breakwater.script.syntax;

import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations in memory, and short ways to parse them. */
final class Sources implements SourceReader {

    private final Map<String, String> files = new HashMap<>();

    static Sources main(String text) {
        return new Sources().file("/etc/main.cfg", text);
    }

    Sources file(String name, String text) {
        files.put(name, text);
        return this;
    }

    @Override
    public String read(String path) throws NoSuchFileException {
        String text = files.get(path);
        if (text == null) {
            throw new NoSuchFileException(path);
        }
        return text;
    }

    ParseResult parse(ParseOptions options) {
        return ConfigParser.parse(this, "/etc/main.cfg", options);
    }

    static ParseResult parse(String text, String... defines) {
        return main(text).parse(ParseOptions.defining(defines));
    }

    /** The configuration; fails with the errors if it is refused. */
    static ConfigFile accepted(String text, String... defines) {
        return accepted(parse(text, defines));
    }

    static ConfigFile accepted(ParseResult result) {
        if (!result.isOk()) {
            throw new AssertionError("refused: " + result.diagnostics());
        }
        return result.config();
    }

    /** The first error; fails if the configuration is accepted. */
    static Diagnostic refused(String text, String... defines) {
        ParseResult result = parse(text, defines);
        if (result.isOk()) {
            throw new AssertionError("accepted: " + text);
        }
        return result.errors().get(0);
    }

    /** The statements of {@code request_route { text }}. */
    static List<Statement> statements(String text) {
        return accepted("request_route {\n" + text + "\n}\n").routes().get(0).body();
    }

    /** The right side of {@code $var(r) = text;}. */
    static Expression expression(String text) {
        return ((Statement.Assign) statements("$var(r) = " + text + ";").get(0)).value();
    }
}
