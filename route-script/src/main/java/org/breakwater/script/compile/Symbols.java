package org.breakwater.script.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.export.TransformationExport;

/** Names the loaded modules have brought in. A name brought in twice belongs to the module loaded last. */
final class Symbols {

    final Map<String, ScriptModule> modules = new LinkedHashMap<>();
    final Map<String, ModuleExports> exports = new LinkedHashMap<>();
    final Map<String, RpcExport> rpcs = new LinkedHashMap<>();
    private final Map<String, List<FunctionExport>> functions = new HashMap<>();
    private final Map<String, PvExport> pvs = new HashMap<>();
    private final Map<String, TransformationExport> transformations = new HashMap<>();
    private final Map<String, Integer> variableSlots = new HashMap<>();

    void load(String name, ScriptModule module) {
        ModuleExports table = module.exports();
        modules.put(name, module);
        exports.put(name, table);
        for (FunctionExport f : table.functions()) {
            List<FunctionExport> overloads = functions.computeIfAbsent(f.name(), n -> new ArrayList<>(2));
            overloads.removeIf(o -> o.parameters().size() == f.parameters().size());
            overloads.add(f);
        }
        table.pseudoVariables().forEach(p -> pvs.put(p.name(), p));
        table.transformations().forEach(t -> transformations.put(t.className(), t));
        table.rpcs().forEach(r -> rpcs.put(r.name(), r));
    }

    List<FunctionExport> functions(String name) {
        return functions.getOrDefault(name, List.of());
    }

    Set<String> functionNames() {
        return functions.keySet();
    }

    Set<String> pvNames() {
        return pvs.keySet();
    }

    PvExport pv(String name) {
        return pvs.get(name);
    }

    TransformationExport transformation(String className) {
        return transformations.get(className);
    }

    int variableSlot(String name) {
        return variableSlots.computeIfAbsent(name, n -> variableSlots.size());
    }

    int variableCount() {
        return variableSlots.size();
    }
}
