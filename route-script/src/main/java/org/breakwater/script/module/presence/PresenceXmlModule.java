package org.breakwater.script.module.presence;

import static org.breakwater.script.export.ArgumentKind.STRING;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of presence_xml. Nobody's state is known, so checks of it fail. */
public final class PresenceXmlModule implements ScriptModule {

    private final ModuleExports exports = KnownParameters.complete(ModuleExports.of("presence_xml")
            .function(FunctionExport.of(
                    "pres_check_basic", FunctionExport.ANY_ROUTE, (a, l) -> ctx -> -1, STRING, STRING))
            .function(FunctionExport.of(
                    "pres_check_activities", FunctionExport.ANY_ROUTE, (a, l) -> ctx -> -1, STRING, STRING)));

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (!load.isLoaded("presence")) {
            throw new FixupException("module presence must be loaded as well");
        }
    }
}
