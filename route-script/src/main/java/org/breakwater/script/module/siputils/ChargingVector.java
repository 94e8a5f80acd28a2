package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.Params;

/** P-Charging-Vector (RFC 7315 §5.6): generated, removed, and read by {@code $pcv}. */
final class ChargingVector {

    private static final String HEADER = "P-Charging-Vector";
    private static final ContextKey<String> GENERATED = new ContextKey<>("charging vector");

    private static final Map<String, String> PARAMETERS =
            Map.of("value", "icid-value", "genaddr", "icid-generated-at", "orig", "orig-ioi", "term", "term-ioi");

    private final SecureRandom random;

    ChargingVector(SecureRandom random) {
        this.random = random;
    }

    List<FunctionExport> exports() {
        return List.of(FunctionExport.of(
                "sip_p_charging_vector",
                RouteSets.ANY,
                (a, load) -> {
                    Expression flags = a.expression(0);
                    return ctx -> apply(ctx, flags.asText(ctx));
                },
                STRING));
    }

    private int apply(ScriptContext ctx, String flags) {
        boolean remove = flags.indexOf('r') >= 0 || flags.indexOf('f') >= 0;
        boolean generate = flags.indexOf('g') >= 0 || flags.indexOf('f') >= 0;
        if (!remove && !generate) {
            ctx.log(-1, "sip_p_charging_vector: flags are r, g or f\n");
            return -1;
        }
        HeaderIndex index = ctx.message().index();
        int field = index.first(HEADER);
        if (remove) {
            for (int i = field; i >= 0; i = index.next(HEADER, i + 1)) {
                HeaderEdits.remove(ctx, i);
            }
            ctx.attachments().put(GENERATED, null);
        }
        if (generate && (remove || field < 0) && ctx.attachments().get(GENERATED) == null) {
            String value = make(ctx);
            HeaderEdits.append(ctx, HEADER + ": " + value);
            ctx.attachments().put(GENERATED, value);
        }
        return 1;
    }

    private String make(ScriptContext ctx) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String address = ctx.flow() == null
                ? "localhost"
                : Addresses.text(ctx.flow().local().getAddress());
        return "icid-value=" + java.util.HexFormat.of().withUpperCase().formatHex(id) + ";icid-generated-at=" + address;
    }

    PvExport variable() {
        return new PvExport("pcv", (spec, load) -> {
            String key = spec.inner() == null ? "" : spec.inner().text().trim();
            String parameter = PARAMETERS.get(key);
            if (parameter == null && !key.equals("all")) {
                throw new FixupException("$pcv(" + key + "): one of all value genaddr orig term");
            }
            return ctx -> {
                String made = ctx.attachments().get(GENERATED);
                String vector = made != null ? made : ctx.message().header(HEADER);
                return vector == null
                        ? Value.NULL
                        : Value.of(parameter == null ? vector : new Params(';' + vector).get(parameter));
            };
        });
    }
}
