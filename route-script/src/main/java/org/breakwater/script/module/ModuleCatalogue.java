package org.breakwater.script.module;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.breakwater.script.export.ScriptModule;

/** Which modules a script may load, and how they are made. Each script gets modules of its own. */
public final class ModuleCatalogue {

    private final Map<String, Supplier<ScriptModule>> makers = new TreeMap<>();

    /** Adds a module; a name may be added once. */
    public ModuleCatalogue add(String name, Supplier<ScriptModule> maker) {
        if (makers.putIfAbsent(name, maker) != null) {
            throw new IllegalArgumentException("module " + name + " is in the catalogue already");
        }
        return this;
    }

    /** Makes a module, or empty if there is none of that name. */
    public Optional<ScriptModule> make(String name) {
        return Optional.ofNullable(makers.get(name)).map(Supplier::get);
    }

    /** All names, in order. */
    public Set<String> names() {
        return Set.copyOf(makers.keySet());
    }
}
