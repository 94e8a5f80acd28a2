package org.breakwater.script.module.cfgrpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Value;

/** Export table of cfg_rpc. */
public final class CfgRpcModule implements ScriptModule {

    private final Map<String, Value> pending = new LinkedHashMap<>();
    private final Map<String, Value> original = new TreeMap<>();
    private final ModuleExports exports;
    private CustomParameters parameters = new CustomParameters();

    /** Works on the parameters of the script it is loaded by. */
    public CfgRpcModule() {
        ModuleExports.Builder table = ModuleExports.of("cfg_rpc");
        for (String name : List.of("cfg.set", "cfg.seti", "cfg.sets", "cfg.set_now_int", "cfg.set_now_string")) {
            table.rpc(new RpcExport(name, "Changes a parameter: group name value.", p -> set(name, p)));
        }
        for (String name : List.of("cfg.set_delayed", "cfg.set_delayed_int", "cfg.set_delayed_string")) {
            table.rpc(new RpcExport(name, "Prepares a change for cfg.commit.", p -> prepare(name, p)));
        }
        this.exports = table.rpc(new RpcExport("cfg.get", "Reads a parameter: group name.", this::get))
                .rpc(new RpcExport("cfg.list", "Lists the parameters, of one group if given.", this::list))
                .rpc(new RpcExport("cfg.diff", "Lists prepared changes.", p -> diff()))
                .rpc(new RpcExport("cfg.commit", "Makes prepared changes.", p -> commit()))
                .rpc(new RpcExport("cfg.rollback", "Forgets prepared changes.", p -> rollback()))
                .rpc(new RpcExport("cfg.reset", "Gives a group the values of the script again.", this::reset))
                .build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        parameters = load.customParameters();
        original.putAll(parameters.all());
    }

    private Object set(String command, List<Object> p) throws RpcException {
        String[] name = declared(p, 3);
        parameters.set(name[0], name[1], value(command, name, p.get(2)));
        return null;
    }

    private synchronized Object prepare(String command, List<Object> p) throws RpcException {
        String[] name = declared(p, 3);
        pending.put(name[0] + '.' + name[1], value(command, name, p.get(2)));
        return null;
    }

    /** The type is the command's, or of the value the parameter has. */
    private Value value(String command, String[] name, Object given) throws RpcException {
        String text = String.valueOf(given);
        boolean wantsInt = command.endsWith("i") || command.endsWith("int");
        boolean wantsString = command.endsWith("sets") || command.endsWith("string");
        if (wantsString || !wantsInt && !parameters.get(name[0], name[1]).isInt()) {
            return Value.of(text);
        }
        return Value.of(
                Numbers.parse(text).orElseThrow(() -> new RpcException(400, "\"" + text + "\" is not a number")));
    }

    private String[] declared(List<Object> p, int count) throws RpcException {
        if (p.size() < count) {
            throw new RpcException(400, "parameters are group, name" + (count > 2 ? " and value" : ""));
        }
        String group = String.valueOf(p.get(0));
        String name = String.valueOf(p.get(1));
        if (!parameters.isDeclared(group, name)) {
            throw new RpcException(404, "the script declares no parameter " + group + "." + name);
        }
        return new String[] {group, name};
    }

    private Object get(List<Object> p) throws RpcException {
        String[] name = declared(p, 2);
        return plain(parameters.get(name[0], name[1]));
    }

    private Object list(List<Object> p) {
        String prefix = p.isEmpty() ? "" : p.get(0) + ".";
        return new TreeMap<>(parameters.all())
                .keySet().stream().filter(n -> n.startsWith(prefix)).toList();
    }

    private synchronized Object diff() {
        Map<String, Object> changes = new LinkedHashMap<>();
        pending.forEach((name, value) -> changes.put(name, plain(value)));
        return changes;
    }

    private synchronized Object commit() {
        pending.forEach(this::put);
        pending.clear();
        return null;
    }

    private synchronized Object rollback() {
        pending.clear();
        return null;
    }

    private Object reset(List<Object> p) throws RpcException {
        if (p.isEmpty()) {
            throw new RpcException(400, "the parameter is a group");
        }
        original.forEach((name, value) -> {
            if (name.startsWith(p.get(0) + ".")) {
                put(name, value);
            }
        });
        return null;
    }

    private void put(String name, Value value) {
        int dot = name.indexOf('.');
        parameters.set(name.substring(0, dot), name.substring(dot + 1), value);
    }

    private static Object plain(Value value) {
        return value instanceof Value.Int i ? (Object) i.number() : value.toText();
    }
}
