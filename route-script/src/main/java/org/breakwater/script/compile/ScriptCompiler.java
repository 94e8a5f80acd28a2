package org.breakwater.script.compile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.script.syntax.RouteBlock;

/** Compiles configurations. */
public final class ScriptCompiler {

    private final ModuleCatalogue catalogue;

    /** Modules come from the catalogue; one named {@code core} is loaded without being asked for. */
    public ScriptCompiler(ModuleCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Loads modules, sets parameters, compiles routes.
     *
     * @param lenient downgrades to warnings what Kamailio itself starts with: unknown variables in expressions
     */
    public CompileResult compile(ConfigFile config, boolean lenient) {
        Findings findings = new Findings(lenient);
        Program.Names names = new Program.Names(new CustomParameters(), new LocalDomains());
        LoadScope load = new LoadScope(config, findings, names);
        load.declareCustomParameters();
        declareAliases(config, names.localDomains());
        Map<RouteBlock, RouteCode> codes = new LinkedHashMap<>();
        for (RouteBlock block : config.routes()) {
            codes.put(block, load.routes().add(kind(block), block.name()));
        }
        new ModuleLoading(catalogue, load).run(config);
        if (findings.hasErrors()) {
            // Functions are bound to modules that have started; half of them here would only hide the cause.
            return new CompileResult(null, findings.list());
        }
        codes.forEach(
                (block, code) -> code.setBody(new BlockCompiler(load.at(block.position()), code).block(block.body())));
        load.routes().spreadBlocking();
        if (findings.hasErrors()) {
            return new CompileResult(null, findings.list());
        }
        Symbols symbols = load.symbols();
        Program program = new Program(
                config,
                java.util.Collections.unmodifiableMap(symbols.modules),
                load.routes().all(),
                symbols.variableCount(),
                symbols.rpcs,
                names);
        return new CompileResult(program, findings.list());
    }

    private static void declareAliases(ConfigFile config, LocalDomains domains) {
        for (ConfigFile.AliasDeclaration a : config.aliases()) {
            domains.add((host, port, protocol) -> a.host().equalsIgnoreCase(host)
                    && (a.port() == 0 || port == 0 || a.port() == port)
                    && (a.protocol() == null || protocol == null || a.protocol().equals(protocol)));
        }
    }

    private static RouteKind kind(RouteBlock block) {
        return RouteKind.valueOf(block.kind().name());
    }
}
