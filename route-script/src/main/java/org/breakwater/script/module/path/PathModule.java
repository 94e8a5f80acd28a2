package org.breakwater.script.module.path;

import java.util.List;
import java.util.function.Function;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.OutgoingFields;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.Params;

/** Export table of the path module. */
public final class PathModule implements ScriptModule {

    private static final ContextKey<PathFields> KEY = new ContextKey<>("path.fields");
    private static final ArgumentKind TEXT = ArgumentKind.STRING;

    private final ModuleExports exports;
    private boolean useReceived;
    private Function<Flow, String> receivedFormat = ReceivedAddress::escapedUri;
    private boolean pairs;
    private boolean socketNames;
    private String receivedName = "received";

    /** Makes the export table. */
    public PathModule() {
        ModuleExports.Builder table = ModuleExports.of("path")
                .parameter(ParameterExport.integer("use_received", v -> useReceived = v != 0))
                .parameter(ParameterExport.integer(
                        "received_format",
                        v -> receivedFormat = v == 0 ? ReceivedAddress::escapedUri : ReceivedAddress::alias))
                .parameter(ParameterExport.integer("enable_r2", v -> pairs = v != 0))
                .parameter(ParameterExport.integer("sockname_mode", v -> socketNames = v != 0))
                .parameter(ParameterExport.string("received_name", v -> receivedName = v));
        adders(table, "add_path", false);
        adders(table, "add_path_received", true);
        this.exports = table.build();
    }

    private void adders(ModuleExports.Builder table, String name, boolean received) {
        FunctionExport.Binder binder = (a, load) -> adder(a, received);
        table.function(FunctionExport.of(name, RouteSets.REQUESTS, binder))
                .function(FunctionExport.of(name, RouteSets.REQUESTS, binder, TEXT))
                .function(FunctionExport.of(name, RouteSets.REQUESTS, binder, TEXT, TEXT));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (useReceived) {
            load.module(RrModule.class)
                    .orElseThrow(() -> new FixupException("use_received needs the module rr, loaded before path"))
                    .addListener(this::toReceived);
        }
    }

    private Action adder(Arguments a, boolean received) {
        Expression user = a.count() > 0 ? a.expression(0) : ctx -> Value.NULL;
        Expression more = a.count() > 1 ? a.expression(1) : ctx -> Value.NULL;
        return ctx -> add(ctx, user.asText(ctx), received, more.asText(ctx));
    }

    private int add(ScriptContext ctx, String user, boolean received, String more) {
        Flow flow = ctx.flow();
        if (flow == null) {
            return -1;
        }
        String parameters = (received ? ';' + receivedName + '=' + receivedFormat.apply(flow) : "")
                + (more.isEmpty() ? "" : ';' + more);
        PathFields present = ctx.attachments().get(KEY);
        PathFields fields = (present == null ? new PathFields(List.of()) : present)
                .with(new PathFields.Entry(
                        user.isEmpty() ? "" : user + '@',
                        parameters,
                        pairs ? flow.listenPoint() : null,
                        flow.protocol(),
                        socketNames));
        ctx.attachments().put(KEY, fields);
        OutgoingFields.put(ctx, KEY, fields);
        return 1;
    }

    /** A request came back by a Path of ours: it goes to where the registration came from. */
    private void toReceived(ScriptContext ctx, Params params) {
        String value = params.get(receivedName);
        String uri = value == null ? null : ReceivedAddress.uri(value);
        if (uri != null) {
            ctx.destination().setDstUri(uri);
        } else if (value != null) {
            ctx.log(-1, "path: <" + value + "> in Route is no address\n");
        }
    }
}
