package org.breakwater.script.module.usrloc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.LocationListener;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.RegisterPolicy;
import org.breakwater.registrar.store.LocationStore;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;

/** Location tables as the script sees them. */
public final class UsrlocModule implements ScriptModule {

    /** Matching modes of contacts; the number is the parameter's value. */
    private static final List<RegisterPolicy.Matching> MATCHING = List.of(
            RegisterPolicy.Matching.CONTACT,
            RegisterPolicy.Matching.CONTACT_AND_CALL_ID,
            RegisterPolicy.Matching.CONTACT_AND_PATH);

    private static final long SWEEP_MILLIS = 10_000;

    private final Locations locations;
    private final Directories directories;
    private final ScheduledExecutorService scheduler;
    private final List<LocationStore> stores = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final ModuleExports exports;
    private boolean useDomain;
    private boolean newestFirst;
    private int dbMode;
    private String dbUrl = "mysql://kamailio:kamailiorw@localhost/kamailio";
    private int natFlag = -1;
    private RegisterPolicy.Matching matching = RegisterPolicy.Matching.CONTACT;
    private ModuleRuntime.Repetition sweeping;

    /**
     * @param locations the server's location tables
     * @param directories databases by URL, for {@code db_url}
     * @param scheduler where bindings are written; may block
     */
    public UsrlocModule(Locations locations, Directories directories, ScheduledExecutorService scheduler) {
        this.locations = locations;
        this.directories = directories;
        this.scheduler = scheduler;
        this.exports = table();
    }

    private ModuleExports table() {
        ModuleExports.Builder table = ModuleExports.of("usrloc")
                .parameter(ParameterExport.integer("use_domain", v -> useDomain = v != 0))
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.integer("db_mode", v -> dbMode = v))
                .parameter(ParameterExport.integer("nat_bflag", v -> natFlag = v))
                .parameter(ParameterExport.integer("desc_time_order", v -> newestFirst = v != 0))
                .parameter(ParameterExport.string("preload", tables::add))
                .parameter(ParameterExport.integer("matching_mode", v -> {
                    if (v < 0 || v >= MATCHING.size()) {
                        throw new FixupException("matching_mode is 0 to " + (MATCHING.size() - 1));
                    }
                    matching = MATCHING.get(v);
                }));
        UsrlocParameters.IGNORED_INTEGERS.forEach(p -> table.parameter(ParameterExport.ignoredInteger(p)));
        UsrlocParameters.IGNORED_STRINGS.forEach(p -> table.parameter(ParameterExport.ignoredString(p)));
        new UsrlocCommands(locations).exports().forEach(table::rpc);
        return table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    /** Registers a table the script uses, so that it is loaded and kept in SQL if {@code db_mode} says so. */
    public Location use(String table) {
        if (!tables.contains(table)) {
            tables.add(table);
        }
        return locations.table(table);
    }

    /** Whether addresses of record are user@domain. */
    public boolean useDomain() {
        return useDomain;
    }

    /** Whether the contact registered last comes first, whatever its q. */
    public boolean newestFirst() {
        return newestFirst;
    }

    /** Branch flag of phones behind NAT, or -1. */
    public int natFlag() {
        return natFlag;
    }

    /** How contacts find their earlier bindings. */
    public RegisterPolicy.Matching matching() {
        return matching;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (dbMode < 0 || dbMode > 4) {
            throw new FixupException("db_mode is 0 to 4");
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        long now = runtime.time().epochSeconds();
        for (String name : tables) {
            Location location = locations.table(name);
            if (dbMode != 0) {
                keepInSql(location, now, runtime);
            }
            runtime.eventRoute("usrloc:contact-expired").ifPresent(r -> location.addListener(new Expiry(runtime, r)));
        }
        sweeping = runtime.every(SWEEP_MILLIS, () -> locations.all().forEach(Location::removeExpired));
    }

    private void keepInSql(Location location, long now, ModuleRuntime runtime) {
        LocationStore store = new LocationStore(directories.at(dbUrl).database(), location.name(), useDomain);
        try {
            int count = store.load(location, now);
            runtime.log().log(2, "usrloc: " + count + " bindings loaded from table " + location.name() + "\n");
        } catch (DatabaseException e) {
            runtime.log().log(-1, "usrloc: " + e.getMessage() + "\n");
        }
        store.start(location, scheduler);
        stores.add(store);
    }

    @Override
    public void stop() {
        if (sweeping != null) {
            sweeping.close();
        }
        stores.forEach(LocationStore::stop);
    }

    /** Raises {@code event_route[usrloc:contact-expired]}. */
    private record Expiry(ModuleRuntime runtime, Route route) implements LocationListener {
        @Override
        public void expired(String aor, Binding binding) {
            runtime.run(route, runtime.context(null, null, RouteKind.EVENT), null);
        }
    }
}
