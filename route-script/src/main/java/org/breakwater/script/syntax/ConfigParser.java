package org.breakwater.script.syntax;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Parses a configuration. Syntax errors stop it at the first, as in Kamailio; faults of meaning that need no knowledge
 * of modules (duplicate routes, types of constants, undeclared flags…) are all collected.
 */
public final class ConfigParser {

    private ConfigParser() {}

    /**
     * Parses a configuration and the files it includes.
     *
     * @param reader where files come from
     * @param mainFile name of the main file
     * @return the configuration, or null with at least one error; never throws for bad input
     */
    public static ParseResult parse(SourceReader reader, String mainFile, ParseOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        ConfigFile config = null;
        try {
            config = parse(reader, mainFile, options, diagnostics);
        } catch (SyntaxErrorException e) {
            diagnostics.add(e.diagnostic());
        } catch (FileNotFoundException | NoSuchFileException e) {
            diagnostics.error(Position.of(mainFile), "no such file");
        } catch (IOException | InvalidPathException e) {
            diagnostics.error(Position.of(mainFile), "cannot be read: " + e.getMessage());
        }
        return new ParseResult(diagnostics.hasErrors() ? null : config, diagnostics.list());
    }

    private static ConfigFile parse(SourceReader reader, String mainFile, ParseOptions options, Diagnostics diagnostics)
            throws IOException {
        CharSource source = new CharSource(mainFile, reader.read(mainFile));
        Preprocessor preprocessor =
                new Preprocessor(source, diagnostics, new IncludeResolver(reader, mainFile), options.environment());
        for (String define : options.defines()) {
            preprocessor.defineFromCommandLine(define);
        }
        for (String substdef : options.substdefs()) {
            Position origin = Position.of("command line, --substdef " + substdef);
            preprocessor.addSubstitution("substdef", substdef, origin);
        }
        TokenStream tokens = new TokenStream(new Lexer(source, preprocessor, diagnostics));
        TopLevelParser parser = new TopLevelParser(new ParseContext(tokens, diagnostics), preprocessor);
        List<ConfigFile.Item> items = parser.parse();
        return new ConfigFile(
                mainFile,
                preprocessor.compatibility(),
                items,
                preprocessor.defines().asMap());
    }
}
