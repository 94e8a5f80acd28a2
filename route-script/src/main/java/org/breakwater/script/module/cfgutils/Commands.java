package org.breakwater.script.module.cfgutils;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.run.Numbers;

/** RPC commands: chance, global flags as a bit mask, hash of the configuration file. */
final class Commands {

    private static final int BAD_REQUEST = 400;

    private final Chance chance;
    private final AtomicInteger flags;

    Commands(Chance chance, AtomicInteger flags) {
        this.chance = chance;
        this.flags = flags;
    }

    void export(ModuleExports.Builder table, ConfigHash hash) {
        for (String name : List.of("cfgutils.rand_set_prob", "cfgutils.rand_set_prop")) {
            table.rpc(new RpcExport(name, "Sets the probability in percent.", this::setChance));
        }
        table.rpc(new RpcExport("cfgutils.rand_reset_prob", "Sets the probability back.", p -> {
                    chance.reset();
                    return null;
                }))
                .rpc(new RpcExport(
                        "cfgutils.rand_get_prob", "Returns the probability in percent.", p -> chance.percent()))
                .rpc(new RpcExport(
                        "cfgutils.check_config_hash", "Tells whether the file was changed.", p -> hash.check()))
                .rpc(new RpcExport("cfgutils.get_config_hash", "Returns the hash of the file.", p -> hash.get()))
                .rpc(new RpcExport("cfgutils.set_gflag", "Sets global flags by a mask.", p -> {
                    int mask = number(p);
                    flags.updateAndGet(f -> f | mask);
                    return null;
                }))
                .rpc(new RpcExport("cfgutils.reset_gflag", "Clears global flags by a mask.", p -> {
                    int mask = number(p);
                    flags.updateAndGet(f -> f & ~mask);
                    return null;
                }))
                .rpc(new RpcExport("cfgutils.is_gflag", "Tells whether all flags of a mask are set.", p -> {
                    int mask = number(p);
                    return (flags.get() & mask) == mask ? "TRUE" : "FALSE";
                }))
                .rpc(new RpcExport("cfgutils.get_gflags", "Returns all global flags.", p -> allFlags()));
    }

    private Object setChance(List<Object> parameters) throws RpcException {
        int percent = number(parameters);
        if (percent < 0 || percent > Chance.CERTAIN) {
            throw new RpcException(BAD_REQUEST, "The probability is 0 to 100 percent");
        }
        chance.set(percent);
        return null;
    }

    private Map<String, Object> allFlags() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hex", "0x" + Integer.toHexString(flags.get()).toUpperCase(java.util.Locale.ROOT));
        all.put("decimal", Integer.toUnsignedLong(flags.get()));
        return all;
    }

    private static int number(List<Object> parameters) throws RpcException {
        OptionalInt number = parameters.isEmpty()
                ? OptionalInt.empty()
                : Numbers.parse(parameters.get(0).toString());
        return number.orElseThrow(() -> new RpcException(BAD_REQUEST, "One number is needed, decimal or 0x…"));
    }
}
