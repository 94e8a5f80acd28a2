package org.breakwater.script.module.uac;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.message.HeaderName;

/** Export table of uac. */
public final class UacModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final Set<RouteKind> REQUEST_AND_BRANCH = Set.of(RouteKind.REQUEST, RouteKind.BRANCH);
    private static final Set<RouteKind> FAILURE = Set.of(RouteKind.FAILURE);
    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final int CNONCE_OCTETS = 8;
    private static final ContextKey<Boolean> FROM_CHANGED = new ContextKey<>("uac from");
    private static final ContextKey<Boolean> TO_CHANGED = new ContextKey<>("uac to");

    private final Signalling signalling;
    private final Credentials credentials;
    private final Challenged challenged;
    private final RequestSender sender;
    private final Restoring restoring = new Restoring();
    private final ModuleExports exports;
    private String userVariable;
    private String realmVariable;
    private String passwordVariable;
    private String registrations;

    /**
     * @param signalling sends requests and tells of challenges
     * @param random for cnonces
     */
    public UacModule(Signalling signalling, SecureRandom random) {
        this.signalling = signalling;
        this.credentials = new Credentials(() -> {
            byte[] octets = new byte[CNONCE_OCTETS];
            random.nextBytes(octets);
            return HexFormat.of().formatHex(octets);
        });
        this.challenged = new Challenged(credentials);
        this.sender = new RequestSender(signalling, credentials);
        ModuleExports.Builder table = ModuleExports.of("uac")
                .parameter(ParameterExport.string("credential", credentials::add))
                .parameter(ParameterExport.string("auth_username_avp", v -> userVariable = v))
                .parameter(ParameterExport.string("auth_realm_avp", v -> realmVariable = v))
                .parameter(ParameterExport.string("auth_password_avp", v -> passwordVariable = v))
                .parameter(ParameterExport.string("reg_db_url", v -> registrations = v));
        restoring.export(table);
        addresses(table);
        requests(table);
        registrations(table);
        this.exports = KnownParameters.complete(table);
    }

    private void addresses(ModuleExports.Builder table) {
        address(table, "uac_replace_from", HeaderName.FROM, FROM_CHANGED);
        address(table, "uac_replace_to", HeaderName.TO, TO_CHANGED);
        table.function(FunctionExport.of("uac_restore_from", REQUEST, (a, l) -> ctx -> restoring.restore(ctx, true)))
                .function(FunctionExport.of("uac_restore_to", REQUEST, (a, l) -> ctx -> restoring.restore(ctx, false)));
    }

    private void address(ModuleExports.Builder table, String name, HeaderName header, ContextKey<Boolean> changed) {
        table.function(FunctionExport.of(name, REQUEST_AND_BRANCH, (a, l) -> replace(a, header, changed), STRING))
                .function(FunctionExport.of(
                        name, REQUEST_AND_BRANCH, (a, l) -> replace(a, header, changed), STRING, STRING));
    }

    private void requests(ModuleExports.Builder table) {
        table.function(FunctionExport.onWorker("uac_auth", FAILURE, (a, l) -> ctx -> challenged.answer(ctx, false)))
                .function(FunctionExport.onWorker("uac_auth", FAILURE, (a, l) -> authenticate(a), INT))
                .function(FunctionExport.onWorker("uac_auth_mode", FAILURE, (a, l) -> authenticate(a), INT))
                .function(FunctionExport.onWorker("uac_req_send", ANY, (a, l) -> sender::send))
                .pv(new PvExport("uac_req", (spec, load) -> RequestForm.variable(spec)));
    }

    /** There are no remote registrations, so nothing is ever found. */
    private static void registrations(ModuleExports.Builder table) {
        none(table, "uac_reg_lookup", ANY, STRING, PV);
        none(table, "uac_reg_lookup_uri", ANY, STRING, PV);
        none(table, "uac_reg_status", ANY, STRING);
        none(table, "uac_reg_request_to", Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.BRANCH), STRING, INT);
        none(table, "uac_reg_enable", ANY, STRING, STRING);
        none(table, "uac_reg_disable", ANY, STRING, STRING);
        none(table, "uac_reg_refresh", ANY, STRING);
    }

    private static void none(
            ModuleExports.Builder table, String name, Set<RouteKind> routes, ArgumentKind... parameters) {
        table.function(FunctionExport.of(name, routes, (a, l) -> ctx -> -1, parameters));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        challenged.setVariables(new Challenged.Variables(
                variable(userVariable, load), variable(realmVariable, load), variable(passwordVariable, load)));
        if (registrations != null && !registrations.isEmpty()) {
            load.warn("uac: remote registrations are not supported, reg_db_url has no effect");
        }
        restoring.start(load);
    }

    private static Pv variable(String text, LoadContext load) throws FixupException {
        return text == null || text.isEmpty() ? null : load.pv(text);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        signalling.addListener(challenged);
        sender.running(runtime);
        restoring.running();
    }

    private Action replace(Arguments a, HeaderName header, ContextKey<Boolean> changed) {
        Expression display = a.count() > 1 ? a.expression(0) : null;
        Expression uri = a.expression(a.count() - 1);
        return ctx -> {
            if (ctx.attachments().get(changed) != null) {
                ctx.log(-1, "uac: " + header.wireName() + " was replaced already\n");
                return -1;
            }
            String newUri = uri.asText(ctx);
            if (!newUri.isEmpty() && !restoring.mayReplace(ctx)) {
                ctx.log(-1, "uac: " + header.wireName() + " within a dialog is replaced automatically only\n");
                return -1;
            }
            String oldUri = AddressRewrite.rewrite(ctx, header, display == null ? null : display.asText(ctx), newUri);
            if (oldUri != null && !newUri.isEmpty()) {
                ctx.attachments().put(changed, true);
                restoring.replaced(ctx, header, oldUri, newUri);
            }
            return oldUri == null ? -1 : 1;
        };
    }

    private Action authenticate(Arguments a) {
        Expression mode = a.expression(0);
        return ctx -> challenged.answer(ctx, (mode.asInt(ctx) & 1) != 0);
    }
}
