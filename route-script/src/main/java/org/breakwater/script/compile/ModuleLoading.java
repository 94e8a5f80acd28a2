package org.breakwater.script.compile;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.script.syntax.ConfigFile.ModuleLoad;
import org.breakwater.script.syntax.ConfigFile.ModuleParameter;

/** Carries out {@code loadmodule} and {@code modparam} in the order they stand in the script. */
final class ModuleLoading {

    private final ModuleCatalogue catalogue;
    private final Symbols symbols;
    private final Findings findings;
    private final LoadScope load;

    ModuleLoading(ModuleCatalogue catalogue, LoadScope load) {
        this.catalogue = catalogue;
        this.symbols = load.symbols();
        this.findings = load.findings();
        this.load = load;
    }

    void run(ConfigFile config) {
        catalogue.make("core").ifPresent(core -> symbols.load("core", core));
        for (ConfigFile.Item item : config.items()) {
            if (item instanceof ModuleLoad m) {
                load(m);
            } else if (item instanceof ModuleParameter p) {
                set(p);
            }
        }
        if (!findings.hasErrors()) {
            start(config);
        }
    }

    private void load(ModuleLoad item) {
        String name = item.moduleName();
        if (symbols.modules.containsKey(name)) {
            findings.error(item.position(), "module " + name + " is loaded twice");
            return;
        }
        catalogue
                .make(name)
                .ifPresentOrElse(
                        module -> symbols.load(name, module),
                        () -> findings.error(
                                item.position(),
                                "there is no module " + name + Suggestion.among(name, catalogue.names())));
    }

    private void set(ModuleParameter item) {
        Pattern pattern;
        try {
            pattern = PosixRegex.compile("^(" + item.modules() + ")$", false);
        } catch (PatternSyntaxException e) {
            findings.error(item.position(), "modparam: \"" + item.modules() + "\" is not a regular expression");
            return;
        }
        boolean found = false;
        for (ModuleExports table : symbols.exports.values()) {
            if (!table.module().equals("core")
                    && pattern.matcher(table.module()).matches()) {
                found = true;
                set(item, table);
            }
        }
        if (!found) {
            findings.error(
                    item.position(),
                    "modparam: no module matching " + item.modules()
                            + " is loaded at this point; put loadmodule before it");
        }
    }

    private void set(ModuleParameter item, ModuleExports table) {
        ParameterExport parameter = table.parameters().stream()
                .filter(p -> p.name().equals(item.parameter()))
                .findFirst()
                .orElse(null);
        if (parameter == null) {
            List<String> known =
                    table.parameters().stream().map(ParameterExport::name).toList();
            findings.error(
                    item.position(),
                    "module " + table.module() + " has no parameter " + item.parameter()
                            + Suggestion.among(item.parameter(), known));
            return;
        }
        Object value = item.value() instanceof ConfigFile.IntValue i
                ? (Object) i.value()
                : ((ConfigFile.StringValue) item.value()).value();
        boolean wantsInt = parameter.kind() == ParameterExport.Kind.INT;
        if (wantsInt != value instanceof Integer) {
            findings.error(
                    item.position(),
                    "parameter " + item.parameter() + " of module " + table.module() + " takes "
                            + (wantsInt ? "a number" : "a string"));
            return;
        }
        try {
            parameter.setter().set(value);
        } catch (FixupException e) {
            findings.error(item.position(), table.module() + "." + item.parameter() + ": " + e.getMessage());
        }
    }

    private void start(ConfigFile config) {
        for (var entry : symbols.modules.entrySet()) {
            var position = config.modules().stream()
                    .filter(m -> m.moduleName().equals(entry.getKey()))
                    .map(ModuleLoad::position)
                    .findFirst()
                    .orElse(org.breakwater.script.syntax.Position.of(config.mainFile()));
            try {
                ScriptModule module = entry.getValue();
                module.start(load.at(position));
            } catch (FixupException e) {
                findings.error(position, "module " + entry.getKey() + ": " + e.getMessage());
            }
        }
    }
}
