package org.breakwater.script.module.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;

/** {@code core.*} commands: what runs here, since when, on which sockets. */
final class CoreRpc {

    private final String version;
    private TimeSource time;
    private long startedAtMillis;
    private LocalDomains domains = new LocalDomains();

    CoreRpc(String version) {
        this.version = version;
    }

    void loaded(LocalDomains localDomains) {
        domains = localDomains;
    }

    void running(TimeSource clock) {
        time = clock;
        startedAtMillis = clock.epochMillis();
    }

    List<RpcExport> exports() {
        return List.of(
                new RpcExport("core.version", "Returns name and version of the server.", p -> version),
                new RpcExport("core.info", "Returns what is known about the server.", p -> info()),
                new RpcExport("core.uptime", "Returns how long the server has been up.", p -> uptime()),
                new RpcExport("core.echo", "Returns back its parameters.", p -> p),
                new RpcExport("core.shmmem", "Returns memory figures in bytes.", p -> memory()),
                new RpcExport("core.sockets_list", "Lists the sockets the server listens on.", p -> sockets()));
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("version", version);
        info.put("id", version);
        info.put("compiler", "java " + Runtime.version());
        return info;
    }

    private Map<String, Object> uptime() {
        Map<String, Object> uptime = new LinkedHashMap<>();
        long now = time == null ? 0 : time.epochMillis();
        uptime.put("now", java.time.Instant.ofEpochMilli(now).toString());
        uptime.put("up_since", java.time.Instant.ofEpochMilli(startedAtMillis).toString());
        uptime.put("uptime", (now - startedAtMillis) / 1000);
        return uptime;
    }

    private static Map<String, Object> memory() {
        Runtime jvm = Runtime.getRuntime();
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("total", jvm.maxMemory());
        memory.put("free", jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory());
        memory.put("used", jvm.totalMemory() - jvm.freeMemory());
        memory.put("real_used", jvm.totalMemory());
        return memory;
    }

    private List<Map<String, Object>> sockets() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ListenPoint p : domains.sockets()) {
            Map<String, Object> socket = new LinkedHashMap<>();
            socket.put("proto", p.protocol().token());
            socket.put("address", Addresses.text(p.address().getAddress()));
            socket.put("port", p.address().getPort());
            socket.put("advertised", p.advertisedHost() == null ? "-" : p.viaHost() + ':' + p.viaPort());
            socket.put("name", p.name() == null ? "-" : p.name());
            all.add(socket);
        }
        return all;
    }
}
