package org.breakwater.script.module.xcap;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.module.xhttp.HttpAnswer;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/** Export table of xcap_server: hands requests to an {@link XcapPort} and answers what it says. */
public final class XcapServerModule implements ScriptModule {

    /** What the paths of all documents begin with unless the script says otherwise. */
    public static final String USUAL_ROOT = "/xcap-root/";

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final byte[] NO_BODY = new byte[0];

    private final XcapPort port;
    private final ModuleExports exports;
    private String dbUrl = "";
    private String root = USUAL_ROOT;

    /** Answers what {@code port} says. */
    public XcapServerModule(XcapPort port) {
        this.port = port;
        this.exports = KnownParameters.complete(ModuleExports.of("xcap_server")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v.trim()))
                .parameter(ParameterExport.string("xcap_root", v -> root = rooted(v.trim())))
                .parameter(ParameterExport.string("xcap_table", XcapServerModule::onlyTable))
                .function(FunctionExport.blocking(
                        "xcaps_put", ANY, (a, l) -> call("PUT", a, true), STRING, STRING, STRING))
                .function(FunctionExport.blocking("xcaps_get", ANY, (a, l) -> call("GET", a, false), STRING, STRING))
                .function(FunctionExport.blocking("xcaps_del", ANY, (a, l) -> call("DELETE", a, false), STRING, STRING))
                .pv(new PvExport("xcapuri", new XcapVariable(this::root)::bind)));
    }

    private static String rooted(String text) throws FixupException {
        if (!text.startsWith("/")) {
            throw new FixupException("xcap_root is \"" + text + "\"; it begins with a slash");
        }
        return text;
    }

    private static void onlyTable(String table) throws FixupException {
        if (!table.trim().equals("xcap")) {
            throw new FixupException("xcap_table is \"" + table + "\"; documents are in the table xcap");
        }
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (load.isLoaded("presence")) {
            return;
        }
        try {
            port.use(dbUrl, root);
        } catch (IllegalArgumentException e) {
            throw new FixupException(e.getMessage());
        }
    }

    /** Database of the documents; empty for the server's own. */
    public String dbUrl() {
        return dbUrl;
    }

    /** What the paths of all documents begin with. */
    public String root() {
        return root;
    }

    private Action call(String method, Arguments a, boolean hasBody) {
        Expression owner = a.expression(0);
        Expression path = a.expression(1);
        Expression body = hasBody ? a.expression(2) : null;
        return ctx -> {
            HttpAnswer http = HttpAnswer.of(ctx);
            if (http == null || !http.take()) {
                return -1;
            }
            byte[] octets = body == null ? NO_BODY : Octets.bytes(body.asText(ctx));
            return answer(
                    ctx,
                    http,
                    new XcapPort.Call(method, owner.asText(ctx), below(path.asText(ctx)), fields(ctx), octets));
        };
    }

    private int answer(ScriptContext ctx, HttpAnswer http, XcapPort.Call call) {
        XcapPort.Answer answer;
        try {
            answer = port.answer(call);
        } catch (RuntimeException e) {
            ctx.log(-1, "XCAP " + call.method() + " failed: " + e.getMessage() + "\n");
            answer = new XcapPort.Answer(500, "", "", "", "");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (!answer.etag().isEmpty()) {
            headers.put("ETag", '"' + answer.etag() + '"');
        }
        if (!answer.allow().isEmpty()) {
            headers.put("Allow", answer.allow());
        }
        http.send(
                answer.status(),
                null,
                answer.contentType().isEmpty() ? null : answer.contentType(),
                headers,
                answer.body().getBytes(StandardCharsets.UTF_8));
        return answer.status() < 300 || answer.status() == 304 ? 1 : -1;
    }

    /** A path elsewhere stays as it is and is found to name no document. */
    private String below(String path) {
        String base = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        return path.startsWith(base + '/') ? path.substring(base.length()) : path;
    }

    private static XcapPort.Fields fields(ScriptContext ctx) {
        SipMessage message = ctx.message();
        return new XcapPort.Fields(
                text(message, "Content-Type"), text(message, "If-Match"), text(message, "If-None-Match"));
    }

    private static String text(SipMessage message, String name) {
        String value = message.header(name);
        return value == null ? "" : value.trim();
    }
}
