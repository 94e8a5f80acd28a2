package org.breakwater.script.module.registrar;

import java.util.EnumSet;
import java.util.Set;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.registrar.register.Registrar;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.usrloc.UsrlocModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.message.MessageWriter;

/** Export table of the registrar. */
public final class RegistrarModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST_AND_FAILURE =
            Set.copyOf(EnumSet.of(RouteKind.REQUEST, RouteKind.FAILURE));
    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final Set<RouteKind> SAVE_ROUTES =
            Set.copyOf(EnumSet.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.ONREPLY));
    private static final ArgumentKind TEXT = ArgumentKind.STRING;

    private final Signalling signalling;
    private final SourceAcl acl;
    private final RecordIds ruids;
    private final TimeSource time;
    private final FlowAliases aliases;
    private final Acknowledgement acknowledgement;
    private final RegistrarSettings settings = new RegistrarSettings();
    private final ModuleExports exports;
    private UsrlocModule usrloc;
    private Aors aors;
    private Pv receivedAvp;

    /**
     * @param signalling sends the replies to REGISTER
     * @param acl who may register from where
     * @param ruids ids of new bindings
     * @param aliases lets requests to a registered contact use the connection it registered over
     * @param acknowledgement when a REGISTER may be answered
     */
    public RegistrarModule(
            Signalling signalling,
            SourceAcl acl,
            RecordIds ruids,
            TimeSource time,
            FlowAliases aliases,
            Acknowledgement acknowledgement) {
        this.signalling = signalling;
        this.acl = acl;
        this.ruids = ruids;
        this.time = time;
        this.aliases = aliases;
        this.acknowledgement = acknowledgement;
        ModuleExports.Builder table = ModuleExports.of("registrar");
        settings.export(table);
        functions(table);
        new FetchedContacts(name -> usrloc.use(name), uri -> aors.key(uri)).export(table);
        this.exports = table.build();
    }

    private void functions(ModuleExports.Builder table) {
        ArgumentKind table1 = ArgumentKind.CONSTANT_STRING;
        table.function(FunctionExport.onWorker("save", SAVE_ROUTES, this::save, table1))
                .function(FunctionExport.onWorker("save", SAVE_ROUTES, this::save, table1, TEXT))
                .function(FunctionExport.onWorker("save", SAVE_ROUTES, this::save, table1, TEXT, TEXT))
                .function(
                        FunctionExport.of("lookup", REQUEST_AND_FAILURE, (a, l) -> lookup(a, Lookup.Mode.MAIN), table1))
                .function(FunctionExport.of(
                        "lookup", REQUEST_AND_FAILURE, (a, l) -> lookup(a, Lookup.Mode.MAIN), table1, TEXT))
                .function(FunctionExport.of(
                        "lookup_to_dset", REQUEST_AND_FAILURE, (a, l) -> lookup(a, Lookup.Mode.BRANCHES), table1))
                .function(FunctionExport.of(
                        "lookup_to_dset", REQUEST_AND_FAILURE, (a, l) -> lookup(a, Lookup.Mode.BRANCHES), table1, TEXT))
                .function(FunctionExport.of("lookup_branches", REQUEST_AND_FAILURE, this::lookupBranches, table1))
                .function(FunctionExport.of("registered", REQUEST_AND_FAILURE, this::registered, table1))
                .function(FunctionExport.of("registered", REQUEST_AND_FAILURE, this::registered, table1, TEXT))
                .function(FunctionExport.of(
                        "registered", REQUEST_AND_FAILURE, this::registered, table1, TEXT, ArgumentKind.INT))
                .function(FunctionExport.of(
                        "registered",
                        REQUEST_AND_FAILURE,
                        this::registered,
                        table1,
                        TEXT,
                        ArgumentKind.INT,
                        ArgumentKind.INT))
                .function(FunctionExport.of("unregister", REQUEST_AND_FAILURE, this::unregister, table1, TEXT))
                .function(FunctionExport.of("unregister", REQUEST_AND_FAILURE, this::unregister, table1, TEXT, TEXT))
                .function(FunctionExport.of("add_sock_hdr", REQUEST, this::addSocketHeader, table1));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        usrloc = load.module(UsrlocModule.class)
                .orElseThrow(() -> new FixupException("module usrloc must be loaded as well"));
        aors = new Aors(usrloc.useDomain(), settings.caseSensitive, settings.realmPrefix);
        receivedAvp = settings.receivedAvp == null ? null : load.pv(settings.receivedAvp);
    }

    private Action save(Arguments a, LoadContext load) {
        Location location = usrloc.use(a.constantString(0));
        Expression flags = a.count() > 1 ? a.expression(1) : null;
        Expression uri = a.count() > 2 ? a.expression(2) : null;
        Saving saving = new Saving(
                signalling,
                acl,
                new Registrar(location, ruids, time),
                aors,
                new Saving.Rules(
                        settings.policy(usrloc.matching()),
                        receivedAvp,
                        aliases,
                        new Answering(signalling, acknowledgement, location)));
        return ctx -> saving.save(ctx, flags, uri);
    }

    private Action lookup(Arguments a, Lookup.Mode mode) {
        Lookup lookup = lookup(a.constantString(0));
        Expression uri = a.count() > 1 ? a.expression(1) : null;
        return ctx -> lookup.run(ctx, uri == null ? ctx.requestUri() : uri.asText(ctx), mode);
    }

    private Action lookupBranches(Arguments a, LoadContext load) {
        Lookup lookup = lookup(a.constantString(0));
        return lookup::runForBranches;
    }

    private Lookup lookup(String table) {
        return new Lookup(
                usrloc.use(table),
                aors,
                new Lookup.Rules(settings.appendBranches, settings.methodFiltering, usrloc.newestFirst()));
    }

    private Action registered(Arguments a, LoadContext load) {
        Location location = usrloc.use(a.constantString(0));
        Expression uri = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            String key = aors.key(uri == null ? ctx.requestUri() : uri.asText(ctx));
            return key != null && location.isRegistered(key) ? 1 : -1;
        };
    }

    private Action unregister(Arguments a, LoadContext load) {
        Location location = usrloc.use(a.constantString(0));
        Expression uri = a.expression(1);
        Expression ruid = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            String key = aors.key(uri.asText(ctx));
            if (key == null || !location.isRegistered(key)) {
                return -1;
            }
            String id = ruid == null ? "" : ruid.asText(ctx);
            location.update(
                    key,
                    bindings -> bindings.stream()
                            .filter(b -> !id.isEmpty() && !b.ruid().equals(id))
                            .toList());
            return 1;
        };
    }

    private Action addSocketHeader(Arguments a, LoadContext load) {
        String name = a.constantString(0);
        return ctx -> {
            int end = MessageWriter.endOfHeaders(ctx.message());
            ctx.edits().insert(end, name + ": " + ctx.flow().listenPoint() + "\r\n");
            return 1;
        };
    }
}
