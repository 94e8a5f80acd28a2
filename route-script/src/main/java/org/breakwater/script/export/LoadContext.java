package org.breakwater.script.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;

/** What modules may ask while the script loads. */
public interface LoadContext {

    /**
     * Compiles text with pseudo-variables in it.
     *
     * @throws FixupException when a variable or transformation is unknown
     */
    Expression format(String text) throws FixupException;

    /**
     * Compiles the name of one pseudo-variable.
     *
     * @throws FixupException when it is unknown or not exactly one variable
     */
    Pv pv(String text) throws FixupException;

    /**
     * A route block by kind and name. It may be asked for while routes are still being compiled; run it only when the
     * script runs. Empty when the script has none of that name.
     */
    Optional<Route> route(RouteKind kind, String name);

    /** Whether a module is loaded. */
    boolean isLoaded(String module);

    /** An earlier loaded module of a type, so that modules can work together; empty if not loaded. */
    <T extends ScriptModule> Optional<T> module(Class<T> type);

    /** A core parameter as text, null when the script does not set it. */
    String coreParameter(String name);

    /** Text of a {@code #!define}, or null. */
    String define(String name);

    /** Folder of the script; files that modules read are looked for there when their names are relative. */
    Path folder();

    /** Reports something that does not stop the start. */
    void warn(String message);

    /** The slot of a {@code $var} in {@link org.breakwater.script.run.Execution}; the same for the same name. */
    int variableSlot(String name);

    /** Number of a message flag declared by {@code flags}, or -1 if there is no such name. */
    int flagNumber(String name);

    /** Values of {@code group.name} parameters. */
    CustomParameters customParameters();

    /** What counts as {@code myself}; filled before the script runs. */
    LocalDomains localDomains();

    /**
     * All RPC commands of the loaded modules by name. Complete once the script is loaded: a module that offers them to
     * others keeps the map and reads it later.
     */
    default Map<String, RpcExport> rpcs() {
        return Map.of();
    }
}
