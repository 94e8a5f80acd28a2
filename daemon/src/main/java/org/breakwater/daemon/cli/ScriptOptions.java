package org.breakwater.daemon.cli;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.syntax.ParseOptions;
import picocli.CommandLine.Option;

/** What the command line adds to a script, as Kamailio's own options do. */
public final class ScriptOptions {

    @Option(
            names = {"-A", "--define"},
            paramLabel = "NAME[=VALUE]",
            description = "Defines a preprocessor name, as #!define does; repeatable.")
    private List<String> defines = new ArrayList<>();

    @Option(names = "--substdef", paramLabel = "!NAME!VALUE!g", description = "As #!substdef; repeatable.")
    private List<String> substdefs = new ArrayList<>();

    /** What was given, for the parser. */
    public ParseOptions options() {
        return new ParseOptions(defines, substdefs, System::getenv);
    }

    /** The defines. */
    public List<String> defines() {
        return defines;
    }
}
