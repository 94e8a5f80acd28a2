package org.breakwater.script.compile;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.script.syntax.FormatString;
import org.breakwater.script.syntax.Position;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.PvSyntaxException;

/** What modules see while the script loads, at one place of the script. */
final class LoadScope implements LoadContext {

    private final ConfigFile config;
    private final Symbols symbols;
    private final Findings findings;
    private final Program.Names names;
    private final RouteTable routes;
    private final Map<String, Integer> flagNumbers;
    private final Position position;

    LoadScope(ConfigFile config, Findings findings, Program.Names names) {
        this.config = config;
        this.symbols = new Symbols();
        this.findings = findings;
        this.names = names;
        this.routes = new RouteTable();
        this.flagNumbers = flagNumbers(config);
        this.position = Position.of(config.mainFile());
    }

    private LoadScope(LoadScope other, Position position) {
        this.config = other.config;
        this.symbols = other.symbols;
        this.findings = other.findings;
        this.names = other.names;
        this.routes = other.routes;
        this.flagNumbers = other.flagNumbers;
        this.position = position;
    }

    private static Map<String, Integer> flagNumbers(ConfigFile config) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (ConfigFile.FlagDeclaration flag : config.flags()) {
            if (!flag.avp()) {
                numbers.put(flag.name(), flag.number());
            }
        }
        int free = 0;
        for (Map.Entry<String, Integer> e : numbers.entrySet()) {
            while (e.getValue() < 0 && numbers.containsValue(free)) {
                free++;
            }
            if (e.getValue() < 0) {
                e.setValue(free);
            }
        }
        return numbers;
    }

    LoadScope at(Position place) {
        return new LoadScope(this, place);
    }

    Symbols symbols() {
        return symbols;
    }

    Findings findings() {
        return findings;
    }

    RouteTable routes() {
        return routes;
    }

    Position position() {
        return position;
    }

    @Override
    public Expression format(String text) throws FixupException {
        try {
            return new PvBinding(this).format(FormatString.parse(text));
        } catch (PvSyntaxException e) {
            throw new FixupException("in \"" + text + "\": " + e.getMessage());
        }
    }

    @Override
    public Pv pv(String text) throws FixupException {
        try {
            return new PvBinding(this).variable(PvSpec.parse(text.trim()));
        } catch (PvSyntaxException e) {
            throw new FixupException("\"" + text + "\" is not a pseudo-variable: " + e.getMessage());
        }
    }

    @Override
    public Optional<Route> route(RouteKind kind, String name) {
        return Optional.ofNullable(routes.find(kind, name));
    }

    @Override
    public boolean isLoaded(String module) {
        return symbols.modules.containsKey(module);
    }

    @Override
    public <T extends ScriptModule> Optional<T> module(Class<T> type) {
        return symbols.modules.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public String coreParameter(String name) {
        return config.coreParameter(name)
                .map(v -> v instanceof ConfigFile.IntValue i
                        ? Integer.toString(i.value())
                        : ((ConfigFile.StringValue) v).value())
                .orElse(null);
    }

    @Override
    public String define(String name) {
        return config.defines().get(name);
    }

    @Override
    public Path folder() {
        return Path.of(config.mainFile()).toAbsolutePath().getParent();
    }

    @Override
    public void warn(String message) {
        findings.warning(position, message);
    }

    @Override
    public int variableSlot(String name) {
        return symbols.variableSlot(name);
    }

    @Override
    public int flagNumber(String name) {
        return flagNumbers.getOrDefault(name, -1);
    }

    @Override
    public CustomParameters customParameters() {
        return names.customParameters();
    }

    @Override
    public LocalDomains localDomains() {
        return names.localDomains();
    }

    @Override
    public Map<String, RpcExport> rpcs() {
        return Collections.unmodifiableMap(symbols.rpcs);
    }

    /** Declares the script's own parameters. */
    void declareCustomParameters() {
        for (ConfigFile.CustomParameter p : config.customParameters()) {
            Value value = p.value() instanceof ConfigFile.IntValue i
                    ? Value.of(i.value())
                    : Value.of(((ConfigFile.StringValue) p.value()).value());
            names.customParameters().set(p.group(), p.name(), value);
        }
    }
}
