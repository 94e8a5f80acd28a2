package org.breakwater.daemon.base;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.script.compile.CompileResult;
import org.breakwater.script.compile.Program;
import org.breakwater.script.compile.ScriptCompiler;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.syntax.ParseResult;
import org.breakwater.script.syntax.SourceReader;

/** A routing script as read from disk: parsed, not yet compiled. */
public final class Script {

    private final Path file;
    private final ParseOptions options;
    private final ConfigFile config;

    private Script(Path file, ParseOptions options, ConfigFile config) {
        this.file = file;
        this.options = options;
        this.config = config;
    }

    /**
     * Reads the script of the command line, else of the configuration, else the shipped one.
     *
     * @throws ScriptRefusedException with every fault when it does not parse
     */
    public static Script read(RunOptions run, ServerConfig config) throws IOException {
        Path file = run.script() != null ? run.script() : config.script().file().orElseGet(RunOptions::shippedScript);
        List<String> defines = new ArrayList<>(run.parse().defines());
        config.script().defines().forEach((name, value) -> defines.add(value.isEmpty() ? name : name + "=" + value));
        ParseOptions options =
                new ParseOptions(defines, run.parse().substdefs(), run.parse().environment());
        return read(file, options);
    }

    private static Script read(Path file, ParseOptions options) throws IOException {
        ParseResult parsed = ConfigParser.parse(SourceReader.disk(), file.toString(), options);
        if (!parsed.isOk()) {
            throw refused(file, parsed.diagnostics());
        }
        return new Script(file, options, parsed.config());
    }

    /** The same script, read again from disk. */
    public Script again() throws IOException {
        return read(file, options);
    }

    /**
     * Compiles with modules of its own.
     *
     * @throws ScriptRefusedException with every fault when it does not compile
     */
    public Program compile(ModuleCatalogue catalogue) throws IOException {
        CompileResult result = new ScriptCompiler(catalogue).compile(config, true);
        if (!result.isOk()) {
            throw refused(file, result.diagnostics());
        }
        return result.program();
    }

    /** Its file. */
    public String name() {
        return file.toString();
    }

    /** What was parsed. */
    public ConfigFile config() {
        return config;
    }

    private static ScriptRefusedException refused(Path file, List<Diagnostic> findings) {
        StringBuilder text = new StringBuilder("the routing script " + file + " cannot run:");
        findings.stream()
                .filter(Diagnostic::isError)
                .forEach(d -> text.append("\n  ").append(d));
        return new ScriptRefusedException(text.toString());
    }
}
