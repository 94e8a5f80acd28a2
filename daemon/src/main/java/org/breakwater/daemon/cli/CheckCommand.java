package org.breakwater.daemon.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.breakwater.daemon.base.MoreModules;
import org.breakwater.daemon.base.ScriptCheck;
import org.breakwater.script.syntax.Diagnostic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code breakwater check}: would this script run. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks a routing script without starting anything.",
        footer = {
            "",
            "Refuses what kamailio -c refuses, and also what Kamailio refuses only when it starts.",
            "Each finding names file, line and column. Exit code 0: the script runs; 1: it does not."
        })
public final class CheckCommand implements Callable<Integer> {

    private final MoreModules more;

    @Parameters(paramLabel = "FILE.cfg", description = "The script.")
    private Path file;

    @Mixin
    private ScriptOptions script;

    @Option(
            names = "--lenient",
            description = "Unknown pseudo-variables in expressions are warnings, as Kamailio starts with them.")
    private boolean lenient;

    @Option(names = "--strict", description = "They are errors (default).")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    /** For scripts of a main server. */
    public CheckCommand() {
        this(MoreModules.NONE);
    }

    /**
     * @param more what scripts may load beside the stock modules
     */
    public CheckCommand(MoreModules more) {
        this.more = more;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Diagnostic> findings = new ArrayList<>();
        boolean ok = ScriptCheck.check(file, script.options(), lenient && !strict, more, findings);
        findings.forEach(out::println);
        out.println(ok ? file + ": OK" : file + ": refused");
        return ok ? 0 : 1;
    }
}
