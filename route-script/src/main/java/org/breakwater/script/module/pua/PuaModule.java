package org.breakwater.script.module.pua;

import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.RouteKind;

/** Export tables of pua, pua_usrloc and pua_dialoginfo: their names, and nothing to be done. */
public final class PuaModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST, RouteKind.EVENT);

    private final ModuleExports exports;
    private final boolean needsPua;

    private PuaModule(ModuleExports exports, boolean needsPua) {
        this.exports = exports;
        this.needsPua = needsPua;
    }

    /** pua: Contacts of subscriptions are updated by SUBSCRIBE itself. */
    public static PuaModule pua() {
        return new PuaModule(KnownParameters.complete(withFunction("pua", "pua_update_contact")), false);
    }

    /** pua_usrloc: every registration is published, whether the script says so or not. */
    public static PuaModule usrloc() {
        return new PuaModule(KnownParameters.complete(withFunction("pua_usrloc", "pua_set_publish")), true);
    }

    /** pua_dialoginfo: every call is published. */
    public static PuaModule dialoginfo() {
        return new PuaModule(KnownParameters.complete(ModuleExports.of("pua_dialoginfo")), true);
    }

    private static ModuleExports.Builder withFunction(String module, String function) {
        return ModuleExports.of(module).function(FunctionExport.of(function, REQUEST, (a, l) -> ctx -> 1));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (needsPua) {
            needPua(load);
        }
    }

    static void needPua(LoadContext load) throws FixupException {
        if (!load.isLoaded("pua")) {
            throw new FixupException("module pua must be loaded as well");
        }
    }
}
