package org.breakwater.script.module.presence;

import java.util.LinkedHashSet;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of presence_xml, which brings {@code presence}, {@code presence.winfo} and {@code dialog;sla}. */
public final class PresenceXmlModule implements ScriptModule {

    private final PresencePort port;
    private final ModuleExports exports;
    private String dbUrl = "";
    private boolean forceActive;
    private boolean disablePresence;
    private boolean disableWinfo;
    private boolean disableSla = true;

    /** Checks ask {@code port}. */
    public PresenceXmlModule(PresencePort port) {
        this.port = port;
        this.exports = KnownParameters.complete(ModuleExports.of("presence_xml")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v.trim()))
                .parameter(ParameterExport.integer("force_active", v -> forceActive = v != 0))
                .parameter(ParameterExport.integer("disable_presence", v -> disablePresence = v != 0))
                .parameter(ParameterExport.integer("disable_winfo", v -> disableWinfo = v != 0))
                .parameter(ParameterExport.integer("disable_bla", v -> disableSla = v != 0))
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

    /** Database with the rules; empty for the server's own. */
    String dbUrl() {
        return dbUrl;
    }

    /** Whether everybody may watch presence, whatever rules there are. */
    boolean forceActive() {
        return forceActive;
    }

    /** The event packages it brings. */
    Set<String> events() {
        Set<String> events = new LinkedHashSet<>();
        if (!disablePresence) {
            events.add("presence");
        }
        if (!disableWinfo) {
            events.add("presence.winfo");
        }
        if (!disableSla) {
            events.add("dialog;sla");
        }
        return events;
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
