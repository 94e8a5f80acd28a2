package org.breakwater.script.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.syntax.ConfigFile;

/**
 * A script ready to run.
 *
 * @param config what it was made from
 * @param modules loaded modules by name, in load order
 * @param routes all route blocks
 * @param variableCount how many {@code $var} names it uses
 * @param rpcs commands of the loaded modules by name
 */
public record Program(
        ConfigFile config,
        Map<String, ScriptModule> modules,
        List<Route> routes,
        int variableCount,
        Map<String, RpcExport> rpcs,
        Names names) {

    /** What the script calls its own. */
    public record Names(CustomParameters customParameters, LocalDomains localDomains) {}

    /** A route block by kind and name ({@code ""} for unnamed ones). */
    public Optional<Route> route(RouteKind kind, String name) {
        for (Route r : routes) {
            if (r.kind() == kind && r.name().equals(name)) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }
}
