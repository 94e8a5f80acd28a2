package org.breakwater.script.module.pv;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.pv.transform.Transformations;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** The pv module: pseudo-variables, transformations and the functions over them. */
public final class PvModule implements ScriptModule {

    /** What {@code $version(num)} gives: the release whose language is spoken. */
    private static final String LANGUAGE_VERSION = "5.6.3";

    private final Map<String, String> avpAliases = new HashMap<>();
    private final ScriptVariables variables = new ScriptVariables();
    private final AtomicInteger messageNumbers = new AtomicInteger();
    private final TimeVariables times;
    private final ModuleExports exports;

    /**
     * @param statistics what {@code $stat} reads
     * @param zone local time
     */
    public PvModule(Statistics statistics, ZoneId zone) {
        this.times = new TimeVariables(zone);
        ModuleExports.Builder table = ModuleExports.of("pv");
        RequestLineVariables.exports().forEach(table::pv);
        AddressVariables.exports().forEach(table::pv);
        IdentityVariables.exports().forEach(table::pv);
        HeaderVariables.exports().forEach(table::pv);
        MessageVariables.exports(messageNumbers::incrementAndGet).forEach(table::pv);
        NetworkVariables.exports().forEach(table::pv);
        new AvpVariables(avpAliases).exports().forEach(table::pv);
        XavpVariables.exports().forEach(table::pv);
        variables.exports().forEach(table::pv);
        FlagVariables.exports().forEach(table::pv);
        BranchVariables.exports().forEach(table::pv);
        times.exports().forEach(table::pv);
        miscellaneous(statistics).exports().forEach(table::pv);
        PvFunctions.exports().forEach(table::function);
        new XavpFunctions(variables.slots()).exports().forEach(table::function);
        Transformations.exports(zone).forEach(table::transformation);
        table.parameter(ParameterExport.string("varset", variables::setVariable));
        table.parameter(ParameterExport.string("shvset", variables::setShared));
        table.parameter(ParameterExport.string("avp_aliases", this::addAliases));
        table.rpc(new RpcExport("pv.shvGet", "Gets the value of a shared variable, or of all.", this::getShared));
        table.rpc(new RpcExport("pv.shvSet", "Sets a shared variable: name, type, value.", this::setShared));
        this.exports = table.build();
    }

    private PvTable miscellaneous(Statistics statistics) {
        PvTable t = new PvTable();
        Pv one = ctx -> Value.ONE;
        t.add("true", one);
        t.number("pp", ctx -> (int) ProcessHandle.current().pid());
        t.number("sid", ctx -> 0);
        t.named("version", PvModule::version);
        t.add(new org.breakwater.script.export.PvExport("stat", (spec, load) -> statistic(spec, load, statistics)));
        return t;
    }

    private static Pv version(String key) throws FixupException {
        String text = switch (key) {
            case "num" -> LANGUAGE_VERSION;
            case "full" -> "kamailio " + LANGUAGE_VERSION + " (x86_64/linux) ";
            case "hash" -> "unknown";
            default -> throw new FixupException("$version(" + key + "): num, full or hash");
        };
        Value v = Value.of(text);
        return ctx -> v;
    }

    private static Pv statistic(PvSpec spec, LoadContext load, Statistics statistics) throws FixupException {
        Expression name = Names.expression(spec, load);
        return ctx -> {
            OptionalLong value = statistics.value(name.asText(ctx));
            return value.isPresent() ? Value.of((int) value.getAsLong()) : Value.NULL;
        };
    }

    private void addAliases(String text) throws FixupException {
        for (String alias : text.split(";")) {
            int eq = alias.indexOf('=');
            if (eq <= 0) {
                throw new FixupException("\"" + alias + "\" is not alias=name");
            }
            avpAliases.put(
                    alias.substring(0, eq).trim(), alias.substring(eq + 1).trim());
        }
    }

    private Object getShared(List<Object> parameters) throws RpcExport.RpcException {
        if (parameters.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>();
            variables.shared().forEach((name, value) -> all.put(name, plain(value)));
            return all;
        }
        String name = parameters.get(0).toString();
        Value value = variables.shared().get(name);
        if (value == null) {
            throw new RpcExport.RpcException(404, "Variable not found");
        }
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", name);
        one.put("type", value.isInt() ? "int" : "string");
        one.put("value", plain(value));
        return one;
    }

    private Object setShared(List<Object> parameters) throws RpcExport.RpcException {
        if (parameters.size() != 3) {
            throw new RpcExport.RpcException(400, "Needs name, type (int or str) and value");
        }
        String text = parameters.get(2).toString();
        boolean number = parameters.get(1).toString().startsWith("int");
        variables
                .shared()
                .put(parameters.get(0).toString(), number ? Value.of(Numbers.parseOrZero(text)) : Value.of(text));
        return "Ok. Variable set to new value.";
    }

    private static Object plain(Value value) {
        return value.isInt() ? (Object) value.toInt() : value.toText();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        times.started(runtime.time().epochMillis());
    }
}
