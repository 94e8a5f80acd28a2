package org.breakwater.daemon.base;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.breakwater.daemon.calls.Call;
import org.breakwater.daemon.calls.CallDirectory;
import org.breakwater.daemon.trace.Ladder;
import org.breakwater.daemon.trace.TraceRing;
import org.breakwater.daemon.trace.TracedMessage;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.sip.message.Octets;

/** Answers what is asked about registrations, calls, messages, and Kamailio's RPC commands. */
public final class ControlCommands {

    private static final int RECENT_CALLS = 20;

    private final Locations locations;
    private final CallDirectory calls;
    private final TraceRing trace;
    private final ActiveScript script;
    private final TimeSource time;

    ControlCommands(Locations locations, CallDirectory calls, TraceRing trace, ActiveScript script, TimeSource time) {
        this.locations = locations;
        this.calls = calls;
        this.trace = trace;
        this.script = script;
        this.time = time;
    }

    public void addTo(ControlServer server) {
        server.add("registrations", a -> registrations())
                .add("calls", a -> calls())
                .add("trace", this::trace)
                .add("rpc", this::rpc);
    }

    private List<Object> registrations() {
        List<Object> list = new ArrayList<>();
        long now = time.epochSeconds();
        for (Location location : locations.all()) {
            location.forEach((aor, bindings) -> {
                for (Binding b : bindings) {
                    if (b.isValid(now)) {
                        list.add(registration(aor, b, now));
                    }
                }
            });
        }
        return list;
    }

    private static Map<String, Object> registration(String aor, Binding b, long now) {
        Map<String, Object> r = new LinkedHashMap<>();
        r.put("aor", Octets.toUnicode(aor));
        r.put("contact", Octets.toUnicode(b.contact()));
        r.put("received", b.route().received());
        r.put("path", b.route().path());
        r.put("socket", b.route().socket());
        r.put("connection", b.route().flowId());
        r.put("server", b.route().holder());
        r.put("expires_in_seconds", b.registration().expiresAt() - now);
        r.put("q", b.q() < 0 ? null : b.q() / 1000.0);
        r.put("instance", b.device().instance());
        r.put("user_agent", Octets.toUnicode(b.device().userAgent()));
        r.put("call_id", b.registration().callId());
        return r;
    }

    private List<Object> calls() {
        List<Object> list = new ArrayList<>();
        long now = time.epochMillis();
        for (Call c : calls.list()) {
            Map<String, Object> call = new LinkedHashMap<>();
            call.put("from", Octets.toUnicode(c.from()));
            call.put("to", Octets.toUnicode(c.to()));
            call.put("state", c.state().name().toLowerCase(Locale.ROOT));
            call.put("seconds", (now - (c.answeredMillis() > 0 ? c.answeredMillis() : c.startedMillis())) / 1000);
            call.put("started_epoch_millis", c.startedMillis());
            call.put("call_id", c.callId());
            call.put("server", c.owner());
            list.add(call);
        }
        return list;
    }

    private Object trace(Map<String, Object> arguments) {
        Map<String, Object> result = new LinkedHashMap<>();
        Object callId = arguments.get("call_id");
        if (callId == null) {
            result.put("calls", trace.recentCalls(RECENT_CALLS));
            return result;
        }
        List<TracedMessage> messages = trace.ofCall(callId.toString());
        List<Object> list = new ArrayList<>();
        for (TracedMessage m : messages) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("epoch_millis", m.epochMillis());
            entry.put("direction", m.inbound() ? "in" : "out");
            entry.put("transport", m.transport());
            entry.put("local", m.local().toString().replaceFirst("^.*/", ""));
            entry.put("remote", m.remote().toString().replaceFirst("^.*/", ""));
            entry.put("text", m.text());
            list.add(entry);
        }
        result.put("messages", list);
        result.put("ladder", messages.isEmpty() ? List.of() : new Ladder(ZoneId.systemDefault()).draw(messages));
        return result;
    }

    private Object rpc(Map<String, Object> arguments) throws ControlException {
        Map<String, RpcExport> commands = script.program().rpcs();
        Object name = arguments.get("name");
        if (name == null) {
            Map<String, String> list = new LinkedHashMap<>();
            commands.forEach((n, c) -> list.put(n, c.description()));
            return list;
        }
        RpcExport command = commands.get(name.toString());
        if (command == null) {
            throw new ControlException("no loaded module has the command " + name);
        }
        try {
            return command.handler().call(parameters(arguments.get("parameters")));
        } catch (RpcException e) {
            throw new ControlException(name + ": " + e.getMessage());
        }
    }

    /** Parameters as kamcmd writes them: {@code s:text}, {@code i:5}, or bare, where digits are a number. */
    private static List<Object> parameters(Object given) {
        List<Object> list = new ArrayList<>();
        if (given instanceof List<?> texts) {
            for (Object o : texts) {
                String text = o.toString();
                if (text.startsWith("s:")) {
                    list.add(text.substring(2));
                } else if (text.startsWith("i:")) {
                    list.add(Integer.parseInt(text.substring(2)));
                } else {
                    list.add(text.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text);
                }
            }
        }
        return list;
    }
}
