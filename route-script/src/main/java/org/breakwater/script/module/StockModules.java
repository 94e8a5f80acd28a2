package org.breakwater.script.module;

import org.breakwater.script.module.auth.AuthModule;
import org.breakwater.script.module.authdb.AuthDbModule;
import org.breakwater.script.module.core.CoreModule;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.registrar.RegistrarModule;
import org.breakwater.script.module.sl.SlModule;
import org.breakwater.script.module.tm.TmModule;
import org.breakwater.script.module.usrloc.UsrlocModule;

/** Every module of this library, ready to be loaded by name. */
public final class StockModules {

    private StockModules() {}

    /** A catalogue whose modules work with these services. */
    public static ModuleCatalogue catalogue(ModuleServices services) {
        ModuleCatalogue catalogue = new ModuleCatalogue();
        addBasics(catalogue, services);
        addUsers(catalogue, services);
        return catalogue;
    }

    private static void addBasics(ModuleCatalogue catalogue, ModuleServices services) {
        ModuleServices.Signalling signalling = services.signalling();
        ModuleServices.Host host = services.host();
        catalogue
                .add(
                        "core",
                        () -> new CoreModule(
                                signalling.forwarder(),
                                host.identity().version(),
                                host.identity().environment()))
                .add("pv", () -> new PvModule(host.statistics(), host.zone()))
                .add("tm", () -> new TmModule(signalling.tm()))
                .add("sl", () -> new SlModule(signalling.tm(), signalling.replies(), signalling.replyForwarding()));
    }

    private static void addUsers(ModuleCatalogue catalogue, ModuleServices services) {
        ModuleServices.Storage storage = services.storage();
        ModuleServices.Guards guards = services.guards();
        ModuleServices.Host host = services.host();
        catalogue
                .add("auth", () -> new AuthModule(services.signalling().tm(), guards.authentication()))
                .add("auth_db", () -> new AuthDbModule(storage.directories(), guards.authentication()))
                .add("usrloc", () -> new UsrlocModule(storage.locations(), storage.directories(), host.scheduler()))
                .add(
                        "registrar",
                        () -> new RegistrarModule(
                                services.signalling().tm(), guards.registrations(), storage.recordIds(), host.time()));
    }
}
