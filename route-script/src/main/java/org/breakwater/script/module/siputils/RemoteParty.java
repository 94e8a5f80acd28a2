package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;

import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipParseException;

/** Remote-Party-ID from an AVP that authentication filled. */
final class RemoteParty {

    private String prefix = "";
    private String suffix = ";party=calling;id-type=subscriber;screen=yes";
    private String avp = "$avp(s:rpid)";
    private Pv value = ctx -> Value.NULL;

    void start(LoadContext load) throws FixupException {
        if (load.isLoaded("pv")) {
            value = load.pv(avp);
        }
    }

    List<ParameterExport> parameters() {
        return List.of(
                ParameterExport.string("rpid_prefix", v -> prefix = v),
                ParameterExport.string("rpid_suffix", v -> suffix = v),
                ParameterExport.string("rpid_avp", v -> avp = v));
    }

    List<FunctionExport> exports() {
        return List.of(
                FunctionExport.of(
                        "append_rpid_hf",
                        RouteSets.REQUESTS_FAILURES_BRANCHES,
                        (a, load) -> ctx -> append(ctx, prefix, suffix)),
                FunctionExport.of(
                        "append_rpid_hf",
                        RouteSets.REQUESTS_FAILURES_BRANCHES,
                        (a, load) -> {
                            String before = a.constantString(0);
                            String behind = a.constantString(1);
                            return ctx -> append(ctx, before, behind);
                        },
                        CONSTANT_STRING,
                        CONSTANT_STRING),
                FunctionExport.of("is_rpid_user_e164", RouteSets.REQUESTS, (a, load) -> ctx -> isE164(ctx) ? 1 : -1));
    }

    private int append(ScriptContext ctx, String before, String behind) {
        Value v = value.eval(ctx);
        if (v.isNull() || v.toText().isEmpty()) {
            return -1;
        }
        HeaderEdits.append(ctx, "Remote-Party-ID: " + before + v.toText() + behind);
        return 1;
    }

    private boolean isE164(ScriptContext ctx) {
        String text = value.eval(ctx).toText();
        if (text.isEmpty()) {
            return false;
        }
        try {
            return TextTests.isE164(NameAddr.parse(text).uri().user());
        } catch (SipParseException e) {
            return TextTests.isE164(text);
        }
    }
}
