package org.breakwater.script.module.uuid;

import java.util.UUID;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Export table of the uuid module. */
public final class UuidModule implements ScriptModule {

    private final TimeUuids timeUuids;
    private final ModuleExports exports;

    /** @param time for identifiers made of time */
    public UuidModule(TimeSource time) {
        this.timeUuids = new TimeUuids(time, UUID.randomUUID().getLeastSignificantBits());
        this.exports = ModuleExports.of("uuid")
                .pv(new PvExport("uuid", (spec, load) -> bind(spec)))
                .build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private Pv bind(PvSpec spec) throws FixupException {
        String kind = spec.inner() == null ? "" : spec.inner().text();
        return switch (kind) {
            case "g", "r" -> ctx -> Value.of(UUID.randomUUID().toString());
            case "t", "s" -> ctx -> Value.of(timeUuids.next().toString());
            default -> throw new FixupException("$uuid(" + kind + "): one of g r t s");
        };
    }
}
