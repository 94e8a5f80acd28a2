package org.breakwater.script.module.dispatcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.run.Numbers;

/** The {@code dispatcher.*} commands. */
final class DispatcherCommands {

    private final Supplier<GatewayList> gateways;
    private final Reload reload;

    /** Reads the gateways again. */
    interface Reload {
        void run() throws RpcException;
    }

    DispatcherCommands(Supplier<GatewayList> gateways, Reload reload) {
        this.gateways = gateways;
        this.reload = reload;
    }

    void export(ModuleExports.Builder table) {
        table.rpc(new RpcExport("dispatcher.list", "Lists the gateways by set.", p -> list()))
                .rpc(new RpcExport("dispatcher.reload", "Reads the gateways again.", p -> {
                    reload.run();
                    return null;
                }))
                .rpc(new RpcExport(
                        "dispatcher.set_state", "Sets a state (a, i, t or d, with p to probe): state set uri.", p -> {
                            set(p);
                            return null;
                        }));
    }

    private Object list() {
        List<Object> records = new ArrayList<>();
        gateways.get().sets().forEach((set, members) -> {
            List<Object> targets = new ArrayList<>();
            members.forEach(g -> targets.add(Map.of("DEST", destination(g))));
            records.add(Map.of("SET", Map.of("ID", set, "TARGETS", targets)));
        });
        return Map.of("NRSETS", records.size(), "RECORDS", records);
    }

    private static Map<String, Object> destination(Gateway g) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("URI", g.uri());
        d.put("FLAGS", g.stateText());
        d.put("PRIORITY", g.priority());
        d.put("ATTRS", g.attributes());
        d.put("LATENCY", g.latencyMillis());
        return d;
    }

    private void set(List<Object> p) throws RpcException {
        if (p.size() < 3) {
            throw new RpcException(400, "parameters are state, set and uri");
        }
        Integer flags = flags(String.valueOf(p.get(0)));
        if (flags == null) {
            throw new RpcException(400, "a state is a, i, t or d, with p to probe");
        }
        String uri = String.valueOf(p.get(2));
        List<Gateway> found = gateways.get().set(Numbers.parseOrZero(String.valueOf(p.get(1)))).stream()
                .filter(g -> uri.equals("all") || g.uri().equals(uri))
                .toList();
        if (found.isEmpty()) {
            throw new RpcException(404, "there is no such gateway");
        }
        found.forEach(g -> g.setFlags(flags));
    }

    /** Flags of a state as {@code ip}, or null if it is none. */
    static Integer flags(String state) {
        String text = state.toLowerCase(Locale.ROOT);
        int probing = text.endsWith("p") ? Gateway.PROBING : 0;
        return switch (probing != 0 ? text.substring(0, text.length() - 1) : text) {
            case "a" -> probing;
            case "i" -> probing | Gateway.INACTIVE;
            case "t" -> probing | Gateway.TRYING;
            case "d" -> Gateway.DISABLED;
            default -> null;
        };
    }
}
