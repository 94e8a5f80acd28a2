package org.breakwater.script.module.presence;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.module.tm.TmTransaction;
import org.breakwater.script.module.usrloc.UsrlocModule;
import org.breakwater.script.module.xcap.XcapServerModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;

/** Export table of presence: hands requests to a {@link PresencePort} and sends what it answers. */
public final class PresenceModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final int LONGEST_SECONDS = 24 * 3600;

    private final Signalling signalling;
    private final PresencePort port;
    private final ModuleExports exports;
    private final Map<String, String> merging = new HashMap<>();
    private String serverAddress = "";
    private int minExpires;
    private int maxExpires = 3600;

    /** Replies go out through {@code signalling}. */
    public PresenceModule(Signalling signalling, PresencePort port) {
        this.signalling = signalling;
        this.port = port;
        ModuleExports.Builder table = ModuleExports.of("presence");
        requests(table);
        questions(table);
        parameters(table);
        this.exports = KnownParameters.complete(table);
    }

    private void requests(ModuleExports.Builder table) {
        table.function(FunctionExport.onWorker("handle_publish", REQUEST, (a, l) -> ctx -> handle(ctx, true)))
                .function(
                        FunctionExport.onWorker("handle_publish", REQUEST, (a, l) -> ctx -> handle(ctx, true), STRING))
                .function(FunctionExport.onWorker("handle_subscribe", REQUEST, (a, l) -> ctx -> handle(ctx, false)))
                .function(FunctionExport.onWorker(
                        "handle_subscribe",
                        REQUEST,
                        (a, l) -> {
                            var uri = a.expression(0);
                            return ctx -> handle(ctx, uri.asText(ctx), false);
                        },
                        STRING));
    }

    private void questions(ModuleExports.Builder table) {
        unavailable(table, "pres_auth_status", REQUEST, STRING, STRING);
        unavailable(table, "pres_refresh_watchers", FunctionExport.ANY_ROUTE, STRING, STRING, INT, STRING, STRING);
        table.function(FunctionExport.of(
                        "pres_refresh_watchers",
                        FunctionExport.ANY_ROUTE,
                        (a, l) -> {
                            var uri = a.expression(0);
                            var event = a.expression(1);
                            return ctx -> port.refresh(uri.asText(ctx), event.asText(ctx)) ? 1 : -1;
                        },
                        STRING,
                        STRING,
                        INT))
                .function(FunctionExport.ofTexts(
                        "pres_update_watchers",
                        FunctionExport.ANY_ROUTE,
                        (ctx, uri, event) -> port.refresh(uri, event) ? 1 : -1))
                .function(FunctionExport.ofTexts(
                        "pres_has_subscribers",
                        FunctionExport.ANY_ROUTE,
                        (ctx, uri, event) -> port.hasSubscribers(uri, event) ? 1 : -1))
                .pv(new PvExport("subs", (spec, load) -> ctx -> Value.NULL))
                .pv(new PvExport("notify_reply", (spec, load) -> ctx -> Value.NULL))
                .pv(new PvExport("presence", new PresenceVariable(port)::bind));
    }

    private static void unavailable(
            ModuleExports.Builder table, String name, Set<RouteKind> routes, ArgumentKind... parameters) {
        table.function(FunctionExport.of(name, routes, (a, l) -> ctx -> -1, parameters));
    }

    private void parameters(ModuleExports.Builder table) {
        table.parameter(ParameterExport.string("server_address", v -> serverAddress = v.trim()))
                .parameter(ParameterExport.integer("min_expires", v -> minExpires = seconds("min_expires", v)))
                .parameter(ParameterExport.integer("max_expires", v -> maxExpires = seconds("max_expires", v)))
                .parameter(ParameterExport.string("merge_primary_source", v -> merging.put("merge_primary_source", v)));
        for (String flag : new String[] {"merge", "im_to_rpidf", "mix_dialog_presence"}) {
            table.parameter(ParameterExport.integer(flag, v -> {
                if (v != 0 && v != 1) {
                    throw new FixupException(flag + " is " + v + "; it is 1 or 0");
                }
                merging.put(flag, Integer.toString(v));
            }));
        }
    }

    private static int seconds(String name, int value) throws FixupException {
        if (value < 0 || value > LONGEST_SECONDS) {
            throw new FixupException(name + " is " + value + " seconds; choose 0 to " + LONGEST_SECONDS);
        }
        return value;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (minExpires > maxExpires) {
            throw new FixupException(
                    "min_expires is " + minExpires + ", more than max_expires, which is " + maxExpires);
        }
        boolean singleDialog = load.module(PresenceDialoginfoModule.class)
                .map(PresenceDialoginfoModule::isSingleDialog)
                .orElse(false);
        boolean useDomain =
                load.module(UsrlocModule.class).map(UsrlocModule::useDomain).orElse(false);
        try {
            port.use(new PresenceParameters(
                    serverAddress,
                    new PresenceParameters.Bounds(minExpires, maxExpires),
                    events(load),
                    singleDialog,
                    merging,
                    new PresenceParameters.Names(useDomain, load.localDomains()),
                    documents(load)));
        } catch (IllegalArgumentException e) {
            throw new FixupException(e.getMessage());
        }
    }

    /** Where xcap_server keeps them; without it, where presence_xml looks. */
    private static PresenceParameters.Documents documents(LoadContext load) {
        Optional<XcapServerModule> server = load.module(XcapServerModule.class);
        Optional<PresenceXmlModule> xml = load.module(PresenceXmlModule.class);
        String url = server.map(XcapServerModule::dbUrl)
                .filter(u -> !u.isEmpty())
                .or(() -> xml.map(PresenceXmlModule::dbUrl))
                .orElse("");
        String root = server.map(XcapServerModule::root).orElse(XcapServerModule.USUAL_ROOT);
        return new PresenceParameters.Documents(
                url, root, xml.map(PresenceXmlModule::forceActive).orElse(true));
    }

    private static Set<String> events(LoadContext load) {
        Set<String> events = new LinkedHashSet<>();
        load.module(PresenceXmlModule.class).ifPresent(xml -> events.addAll(xml.events()));
        if (load.isLoaded("presence_dialoginfo")) {
            events.add("dialog");
        }
        if (load.isLoaded("presence_mwi")) {
            events.add("message-summary");
        }
        if (load.isLoaded("features")) {
            events.add("as-feature-event");
        }
        if (load.isLoaded("presence_reginfo")) {
            events.add("reg");
        }
        if (load.isLoaded("presence_conference")) {
            events.add("conference");
        }
        return events;
    }

    private int handle(ScriptContext ctx, boolean publish) {
        return handle(ctx, "", publish);
    }

    /** A request, as {@code handle_publish} and {@code handle_subscribe} deal with it. */
    int handle(ScriptContext ctx, String watcher, boolean publish) {
        int made = signalling.newTransaction(ctx);
        if (made <= 0) {
            return made;
        }
        String tag = ctx.transaction() instanceof TmTransaction t ? t.toTag() : "";
        PresenceRequest request = new PresenceRequest(ctx.message(), ctx.requestUri(), watcher, ctx.flow(), tag);
        PresenceReply reply = publish ? port.publish(request) : port.subscribe(request);
        ctx.reply().extraHeaders().append(reply.headers());
        signalling.reply(ctx, reply.status(), reply.reason());
        reply.then().run();
        return reply.status() < 300 ? 1 : -1;
    }
}
