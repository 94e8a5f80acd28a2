package org.breakwater.script.module.rtpengine;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.mediarelay.Operation;
import org.breakwater.script.module.mediarelay.RelayCommands;
import org.breakwater.script.module.mediarelay.RelayNode;
import org.breakwater.script.module.mediarelay.RelaySets;
import org.breakwater.script.module.mediarelay.transport.UdpQuery;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/** Export table of rtpengine. */
public final class RtpengineModule implements ScriptModule {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final ContextKey<Integer> SET = new ContextKey<>("rtpengine set");

    /** Functions that send a command of their own, with the command. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("start_recording", "start recording"),
            Map.entry("stop_recording", "stop recording"),
            Map.entry("block_dtmf", "block DTMF"),
            Map.entry("unblock_dtmf", "unblock DTMF"),
            Map.entry("block_media", "block media"),
            Map.entry("unblock_media", "unblock media"),
            Map.entry("silence_media", "silence media"),
            Map.entry("unsilence_media", "unsilence media"),
            Map.entry("start_forwarding", "start forwarding"),
            Map.entry("stop_forwarding", "stop forwarding"),
            Map.entry("stop_media", "stop media"),
            Map.entry("rtpengine_query", "query"));

    private final TimeSource time;
    private final RelaySets sets;
    private final AtomicLong cookies = new AtomicLong();
    private final String cookiePrefix;
    private final ModuleExports exports;
    private int timeoutMillis = 1000;
    private int retries = 5;
    private int defaultSet;
    private String readSdp;
    private String writeSdp;
    private Pv readVariable;
    private Pv writeVariable;

    /** Cookies and timeouts go by {@code time}. */
    public RtpengineModule(TimeSource time) {
        this.time = time;
        this.sets = new RelaySets(time);
        this.cookiePrefix = Long.toHexString(time.epochMillis()) + "_";
        ModuleExports.Builder table = ModuleExports.of("rtpengine")
                .parameter(ParameterExport.string("rtpengine_sock", v -> sets.add(v, defaultSet)))
                .parameter(ParameterExport.integer("rtpengine_tout_ms", v -> timeoutMillis = v))
                .parameter(ParameterExport.integer("rtpengine_retr", v -> retries = v))
                .parameter(ParameterExport.integer("rtpengine_disable_tout", sets::setDisableSeconds))
                .parameter(ParameterExport.integer("setid_default", v -> defaultSet = v))
                .parameter(ParameterExport.string("read_sdp_pv", v -> readSdp = v))
                .parameter(ParameterExport.string("write_sdp_pv", v -> writeSdp = v))
                .parameter(ParameterExport.string("db_url", v -> {
                    throw new FixupException("relays from a database are not supported; use rtpengine_sock");
                }))
                .function(FunctionExport.of("set_rtpengine_set", ANY, (a, l) -> useSet(a.expression(0)), INT))
                .function(FunctionExport.of("set_rtpengine_set", ANY, (a, l) -> useSet(a.expression(0)), INT, INT));
        functions(table);
        for (String name : List.of("rtpstat", "rtpestat")) {
            table.pv(new PvExport(name, (spec, load) -> ctx -> Value.NULL));
        }
        new RelayCommands("rtpengine", sets).export(table);
        this.exports = KnownParameters.complete(table);
    }

    private void functions(ModuleExports.Builder table) {
        both(table, "rtpengine_manage", flags -> ctx -> act(ctx, Operation.of(ctx), flags));
        both(table, "rtpengine_offer", flags -> ctx -> act(ctx, Operation.OFFER, flags));
        both(table, "rtpengine_answer", flags -> ctx -> act(ctx, Operation.ANSWER, flags));
        both(table, "rtpengine_delete", flags -> ctx -> act(ctx, Operation.DELETE, flags));
        both(table, "rtpengine_info", flags -> ctx -> act(ctx, Operation.OFFER, flags));
        COMMANDS.forEach((name, command) -> both(table, name, flags -> ctx -> command(ctx, command, flags)));
        table.function(FunctionExport.blocking("play_media", ANY, (a, l) -> one(a.expression(0), "play media"), STRING))
                .function(
                        FunctionExport.blocking("play_dtmf", ANY, (a, l) -> one(a.expression(0), "play DTMF"), STRING));
    }

    /** Makes an action of the flags, which are null when none are given. */
    private interface Maker {
        Action make(Expression flags);
    }

    private static void both(ModuleExports.Builder table, String name, Maker maker) {
        table.function(FunctionExport.blocking(name, ANY, (a, l) -> maker.make(null)))
                .function(FunctionExport.blocking(name, ANY, (a, l) -> maker.make(a.expression(0)), STRING));
    }

    private Action one(Expression flags, String command) {
        return ctx -> command(ctx, command, flags);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        readVariable = readSdp == null ? null : load.pv(readSdp);
        writeVariable = writeSdp == null ? null : load.pv(writeSdp);
    }

    private Action useSet(Expression number) {
        return ctx -> {
            int set = number.asInt(ctx);
            if (!sets.has(set)) {
                return -1;
            }
            ctx.scope().attachments().put(SET, set);
            return 1;
        };
    }

    private int act(ScriptContext ctx, Operation operation, Expression flags) {
        if (operation == Operation.NONE) {
            return -1;
        }
        NgFlags words = NgFlags.parse(flags == null ? "" : flags.asText(ctx));
        if (operation == Operation.DELETE) {
            return ask(ctx, NgRequests.about(ctx, operation, null, words)) == null ? -1 : 1;
        }
        String sdp = readVariable != null ? readVariable.asText(ctx) : bodyOf(ctx);
        if (sdp == null || sdp.isEmpty()) {
            return -1;
        }
        Map<String, Object> answer = ask(ctx, NgRequests.about(ctx, operation, sdp, words));
        return answer != null && answer.get("sdp") instanceof String changed && write(ctx, changed) ? 1 : -1;
    }

    private static String bodyOf(ScriptContext ctx) {
        return Operation.hasSdp(ctx.message()) ? ctx.message().body() : null;
    }

    private boolean write(ScriptContext ctx, String sdp) {
        if (writeVariable != null) {
            return writeVariable.set(ctx, Value.of(sdp));
        }
        SipMessage message = ctx.message();
        ctx.edits().replace(message.bodyStart(), message.bodyStart() + message.bodyLength(), sdp);
        return true;
    }

    private int command(ScriptContext ctx, String command, Expression flags) {
        NgFlags words = NgFlags.parse(flags == null ? "" : flags.asText(ctx));
        return ask(ctx, NgRequests.command(ctx, command, words)) == null ? -1 : 1;
    }

    /** The relay's answer, null when none came or the relay refuses. */
    private Map<String, Object> ask(ScriptContext ctx, Map<String, Object> request) {
        Integer chosen = ctx.scope().attachments().get(SET);
        String callId = String.valueOf(request.get("call-id"));
        byte[] text = Octets.bytes(Bencode.write(request));
        Map<String, Object> answer =
                sets.ask(chosen == null ? defaultSet : chosen, callId, node -> askNode(ctx, node, text));
        if (answer == null) {
            ctx.log(-1, "rtpengine: no relay answers, " + request.get("command") + " failed\n");
            return null;
        }
        if ("error".equals(answer.get("result"))) {
            ctx.log(-1, "rtpengine: " + request.get("command") + " refused: " + answer.get("error-reason") + "\n");
            return null;
        }
        return answer;
    }

    private Map<String, Object> askNode(ScriptContext ctx, RelayNode node, byte[] request) {
        byte[] cookie = Octets.bytes(cookiePrefix + cookies.incrementAndGet());
        byte[] answer = new UdpQuery(time, timeoutMillis, retries + 1)
                .ask(node.host(), node.port(), cookie, request)
                .orElse(null);
        if (answer == null) {
            ctx.log(-1, "rtpengine: relay " + node.url() + " does not answer and is left alone for a while\n");
            return null;
        }
        try {
            return Bencode.read(Octets.text(answer, 0, answer.length)) instanceof Map<?, ?> map ? strings(map) : null;
        } catch (IllegalArgumentException e) {
            ctx.log(-1, "rtpengine: relay " + node.url() + " answers nonsense: " + e.getMessage() + "\n");
            return null;
        }
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> copy = new java.util.HashMap<>();
        map.forEach((k, v) -> copy.put(String.valueOf(k), v));
        return copy;
    }
}
