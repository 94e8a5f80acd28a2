package org.breakwater.script.module.mediarelay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;

/** Commands to look at relays and to turn them off and on. */
public final class RelayCommands {

    private final String prefix;
    private final RelaySets sets;

    /** @param prefix what the commands' names begin with */
    public RelayCommands(String prefix, RelaySets sets) {
        this.prefix = prefix;
        this.sets = sets;
    }

    /** Adds the commands to a table. */
    public void export(ModuleExports.Builder table) {
        table.rpc(new RpcExport(prefix + ".show", "Lists the relays: all, or one by its URL.", this::show))
                .rpc(new RpcExport(prefix + ".list", "Lists the relays.", p -> show(List.of("all"))))
                .rpc(new RpcExport(prefix + ".enable", "Turns a relay on: URL or all.", p -> turn(p, false)))
                .rpc(new RpcExport(prefix + ".disable", "Turns a relay off: URL or all.", p -> turn(p, true)));
    }

    private static String which(List<Object> p) {
        return p.isEmpty() ? "all" : String.valueOf(p.get(0));
    }

    private List<RelayNode> nodes(String url) throws RpcException {
        List<RelayNode> found = sets.all().values().stream()
                .flatMap(List::stream)
                .filter(n -> url.equals("all") || n.url().equals(url))
                .toList();
        if (found.isEmpty() && !url.equals("all")) {
            throw new RpcException(404, "there is no relay " + url);
        }
        return found;
    }

    private Object show(List<Object> p) throws RpcException {
        String url = which(p);
        nodes(url);
        List<Object> list = new ArrayList<>();
        sets.all()
                .forEach((set, nodes) -> nodes.stream()
                        .filter(n -> url.equals("all") || n.url().equals(url))
                        .forEach(n -> list.add(Map.of("url", n.url(), "set", set, "weight", n.weight()))));
        return list;
    }

    private Object turn(List<Object> p, boolean off) throws RpcException {
        nodes(which(p)).forEach(n -> n.setSwitchedOff(off));
        return null;
    }
}
