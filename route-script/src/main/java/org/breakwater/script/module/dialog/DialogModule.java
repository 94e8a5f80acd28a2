package org.breakwater.script.module.dialog;

import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Signalling;

/** Export table of dialog. */
public final class DialogModule implements ScriptModule {

    private static final long SWEEP_MILLIS = 1000;

    private final Signalling signalling;
    private final DialogSettings settings = new DialogSettings();
    private final Profiles profiles = new Profiles();
    private final Lifetimes lifetimes;
    private final Tracking tracking;
    private final ModuleExports exports;
    private Events events;
    private RrModule rr;
    private final Dialogs dialogs;
    private final Directories directories;
    private ModuleRuntime.Repetition sweeping;
    private ModuleRuntime.Repetition writing;
    private DialogStore store;

    /**
     * @param signalling tells of transactions and sends BYE
     * @param time for start times and time limits
     * @param directories databases by URL, for {@code db_url}
     */
    public DialogModule(Signalling signalling, TimeSource time, Directories directories) {
        this.signalling = signalling;
        this.directories = directories;
        this.dialogs = new Dialogs(settings);
        this.lifetimes = new Lifetimes(settings, dialogs, profiles, new Termination(signalling, settings), time);
        this.tracking = new Tracking(settings, dialogs, profiles, lifetimes, time);
        ModuleExports.Builder table = ModuleExports.of("dialog");
        settings.export(table);
        new DialogFunctions(settings, dialogs, tracking, lifetimes).export(table);
        new ProfileFunctions(settings, profiles, tracking, lifetimes).export(table);
        new DialogVariables(settings, dialogs, tracking, lifetimes, time).export(table);
        new DialogCommands(dialogs, profiles, lifetimes).export(table);
        this.exports = KnownParameters.complete(table);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        settings.start(load);
        settings.profilesWithValue.forEach(name -> profiles.declare(name, true));
        settings.profilesWithoutValue.forEach(name -> profiles.declare(name, false));
        rr = load.module(RrModule.class)
                .orElseThrow(() -> new FixupException("dialog works with rr: add loadmodule \"rr.so\""));
        tracking.start(rr::recording, load.localDomains());
        events = new Events(settings, name -> load.route(RouteKind.ROUTE, name));
        lifetimes.start(events);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        events.running(runtime);
        if (settings.persistence != DialogSettings.Persistence.NEVER) {
            openStore(runtime);
        }
        signalling.addListener(tracking);
        rr.addListener(tracking);
        sweeping = runtime.every(SWEEP_MILLIS, lifetimes::sweep);
    }

    private void openStore(ModuleRuntime runtime) {
        try {
            DialogTables tables = new DialogTables(
                    directories.at(settings.databaseUrl).sql(), settings.dialogTable, settings.variableTable);
            store = new DialogStore(dialogs, profiles, tables, runtime.log());
            store.load();
            if (settings.persistence != DialogSettings.Persistence.AT_SHUTDOWN) {
                boolean soon = settings.persistence == DialogSettings.Persistence.SOON;
                long every = soon ? SWEEP_MILLIS : settings.updateSeconds * 1000L;
                writing = runtime.every(every, () -> store.flush(runtime.blocking()));
            }
        } catch (DatabaseException | IllegalArgumentException e) {
            runtime.log().log(-1, "dialog: dialogs are kept in memory only: " + e.getMessage() + "\n");
        }
    }

    @Override
    public void stop() {
        if (sweeping != null) {
            sweeping.close();
        }
        if (writing != null) {
            writing.close();
        }
        if (store != null) {
            store.write();
        }
    }
}
