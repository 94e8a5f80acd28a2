package org.breakwater.script.module.nathelper;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_INT;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;
import static org.breakwater.script.run.RouteKind.BRANCH;
import static org.breakwater.script.run.RouteKind.CORE_REPLY;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.LOCAL;
import static org.breakwater.script.run.RouteKind.ONREPLY;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.util.Set;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.module.usrloc.UsrlocModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.message.HeaderName;

/** Export table of nathelper. */
public final class NathelperModule implements ScriptModule {

    private static final Set<RouteKind> CHANGES = Set.of(REQUEST, ONREPLY, BRANCH, LOCAL, CORE_REPLY);
    private static final Set<RouteKind> TESTS = Set.of(REQUEST, FAILURE, ONREPLY, BRANCH, LOCAL, CORE_REPLY);
    private static final Set<RouteKind> ALIAS = Set.of(REQUEST, FAILURE, ONREPLY, BRANCH, CORE_REPLY);
    private static final Set<RouteKind> URI = Set.of(REQUEST, BRANCH, LOCAL);
    private static final Set<RouteKind> REQUESTS = Set.of(REQUEST);
    private static final long SECOND = 1000;

    private final Locations locations;
    private final Signalling signalling;
    private final Transport transport;
    private final ClusterMembers members;
    private final ModuleExports exports;
    private int interval;
    private boolean natedOnly;
    private int sipFlag = -1;
    private int disableFlag = -1;
    private String pingFrom;
    private String pingMethod = "OPTIONS";
    private String received;
    private String aliasName = "";
    private String noRtpProxyLine = "a=nortpproxy:yes";
    private boolean keepOldAddress = true;
    private Pv receivedVariable;
    private int natFlag = -1;
    private volatile boolean pingEnabled = true;
    private ModuleRuntime.Repetition pinging;

    /**
     * @param locations whom to ping
     * @param signalling sends requests to phones that want SIP
     * @param transport sends empty packets to the others
     * @param members of several servers one pings each phone
     */
    public NathelperModule(Locations locations, Signalling signalling, Transport transport, ClusterMembers members) {
        this.locations = locations;
        this.signalling = signalling;
        this.transport = transport;
        this.members = members;
        ModuleExports.Builder table = ModuleExports.of("nathelper");
        parameters(table);
        contactFunctions(table);
        otherFunctions(table);
        variables(table);
        this.exports = KnownParameters.complete(table);
    }

    private void parameters(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("natping_interval", v -> interval = v))
                .parameter(ParameterExport.integer("ping_nated_only", v -> natedOnly = v != 0))
                .parameter(ParameterExport.integer("sipping_bflag", v -> sipFlag = v))
                .parameter(ParameterExport.integer("natping_disable_bflag", v -> disableFlag = v))
                .parameter(ParameterExport.string("sipping_from", v -> pingFrom = v))
                .parameter(ParameterExport.string("sipping_method", v -> pingMethod = v))
                .parameter(ParameterExport.string("received_avp", v -> received = v))
                .parameter(ParameterExport.string("alias_name", v -> aliasName = v))
                .parameter(ParameterExport.string("nortpproxy_str", v -> noRtpProxyLine = v.strip()))
                .parameter(ParameterExport.integer("append_sdp_oldmediaip", v -> keepOldAddress = v != 0));
    }

    private void contactFunctions(ModuleExports.Builder table) {
        table.function(FunctionExport.of("fix_nated_contact", CHANGES, (a, l) -> contacts()::replaceAddress))
                .function(FunctionExport.of("add_contact_alias", CHANGES, (a, l) -> aliasOfSource(false)))
                .function(FunctionExport.of("add_contact_alias", ALIAS, (a, l) -> addAlias(a), STRING, STRING, STRING))
                .function(FunctionExport.of("set_contact_alias", CHANGES, (a, l) -> aliasOfSource(false)))
                .function(FunctionExport.of(
                        "set_contact_alias", CHANGES, (a, l) -> aliasOfSource(a.constantInt(0) == 1), CONSTANT_INT))
                .function(FunctionExport.of("handle_ruri_alias", URI, (a, l) -> handleAlias(null)))
                .function(FunctionExport.of("handle_ruri_alias", URI, (a, l) -> handleAlias(a.expression(0)), INT))
                .function(FunctionExport.of("add_rcv_param", REQUESTS, (a, l) -> received(null)))
                .function(FunctionExport.of("add_rcv_param", REQUESTS, (a, l) -> received(a.expression(0)), INT))
                .function(FunctionExport.of(
                        "set_alias_to_pv", FunctionExport.ANY_ROUTE, (a, l) -> aliasToVariable(a), PV));
    }

    private void otherFunctions(ModuleExports.Builder table) {
        table.function(FunctionExport.of("nat_uac_test", TESTS, (a, l) -> test(a), INT))
                .function(FunctionExport.of("fix_nated_register", REQUESTS, (a, l) -> this::fixRegister))
                .function(FunctionExport.of("fix_nated_sdp", TESTS, (a, l) -> fixSdp(a), INT))
                .function(FunctionExport.of("fix_nated_sdp", TESTS, (a, l) -> fixSdp(a), INT, STRING))
                .function(FunctionExport.of("is_rfc1918", FunctionExport.ANY_ROUTE, (a, l) -> isPrivate(a), STRING));
    }

    private void variables(ModuleExports.Builder table) {
        table.pv(new PvExport(
                        "rr_count",
                        (spec, load) -> ctx -> Value.of(
                                ctx.message().values(HeaderName.RECORD_ROUTE).size())))
                .pv(new PvExport(
                        "rr_top_count",
                        (spec, load) -> ctx -> Value.of(
                                ctx.message().values(HeaderName.RECORD_ROUTE).isEmpty() ? 0 : 1)))
                .rpc(new RpcExport("nathelper.enable_ping", "Turns pinging on (1) or off (0).", p -> {
                    pingEnabled = !p.isEmpty() && !"0".equals(String.valueOf(p.get(0)));
                    return null;
                }));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        receivedVariable = received == null ? null : load.pv(received);
        if (interval > 0) {
            UsrlocModule usrloc = load.module(UsrlocModule.class)
                    .orElseThrow(() -> new FixupException("natping_interval needs module usrloc"));
            natFlag = natedOnly ? usrloc.natFlag() : -1;
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        if (interval > 0) {
            Pinging pings = new Pinging(
                    locations,
                    signalling,
                    transport,
                    new Pinging.Policy(interval, natFlag, sipFlag, disableFlag, pingFrom, pingMethod),
                    members);
            pinging = runtime.every(SECOND, () -> {
                if (pingEnabled) {
                    pings.tick();
                }
            });
        }
    }

    @Override
    public void stop() {
        if (pinging != null) {
            pinging.close();
        }
    }

    private Contacts contacts() {
        return new Contacts(aliasName);
    }

    private Action aliasOfSource(boolean trim) {
        Contacts contacts = contacts();
        return ctx -> contacts.addSource(ctx, trim);
    }

    private Action addAlias(Arguments a) {
        Contacts contacts = contacts();
        Expression host = a.expression(0);
        Expression port = a.expression(1);
        Expression protocol = a.expression(2);
        return ctx -> contacts.add(ctx, host.asText(ctx), port.asInt(ctx), protocol.asText(ctx));
    }

    private Action handleAlias(Expression mode) {
        Contacts contacts = contacts();
        return ctx -> contacts.handleRequestUri(ctx, mode != null && mode.asInt(ctx) != 0);
    }

    private Action received(Expression flag) {
        Contacts contacts = contacts();
        return ctx -> contacts.addReceived(ctx, flag != null && flag.asInt(ctx) != 0);
    }

    private Action aliasToVariable(Arguments a) {
        Contacts contacts = contacts();
        Pv variable = a.pv(0);
        return ctx -> {
            String uri = contacts.aliasOfContact(ctx);
            return uri != null && variable.isWritable() && variable.set(ctx, Value.of(uri)) ? 1 : -1;
        };
    }

    private static Action test(Arguments a) {
        Expression tests = a.expression(0);
        return ctx -> NatTest.isNated(ctx, tests.asInt(ctx)) ? 1 : -1;
    }

    private int fixRegister(ScriptContext ctx) {
        return receivedVariable != null && receivedVariable.set(ctx, Value.of(Contacts.sourceUri(ctx))) ? 1 : -1;
    }

    private Action fixSdp(Arguments a) {
        SdpFix fix = new SdpFix(keepOldAddress, noRtpProxyLine);
        Expression flags = a.expression(0);
        Expression address = a.count() > 1 ? a.expression(1) : null;
        return ctx -> fix.apply(ctx, flags.asInt(ctx), address == null ? null : address.asText(ctx));
    }

    private static Action isPrivate(Arguments a) {
        Expression host = a.expression(0);
        return ctx -> PrivateNetworks.contains(host.asText(ctx)) ? 1 : -1;
    }
}
