package org.breakwater.script.module.presence;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of presence_xml, which brings the event package {@code presence}. */
public final class PresenceXmlModule implements ScriptModule {

    private final PresencePort port;
    private final ModuleExports exports;

    /** Checks ask {@code port}. */
    public PresenceXmlModule(PresencePort port) {
        this.port = port;
        this.exports = KnownParameters.complete(ModuleExports.of("presence_xml")
                .function(FunctionExport.ofTexts(
                        "pres_check_basic",
                        FunctionExport.ANY_ROUTE,
                        (ctx, user, basic) -> is(user, PresenceField.STATE, basic)))
                .function(FunctionExport.ofTexts(
                        "pres_check_activities",
                        FunctionExport.ANY_ROUTE,
                        (ctx, user, activity) -> is(user, PresenceField.ACTIVITY, activity))));
    }

    private int is(String user, PresenceField field, String wanted) {
        return port.value(user, field).filter(wanted::equals).isPresent() ? 1 : -1;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        needPresence(load);
    }

    static void needPresence(LoadContext load) throws FixupException {
        if (!load.isLoaded("presence")) {
            throw new FixupException("module presence must be loaded as well");
        }
    }
}
