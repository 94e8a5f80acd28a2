package org.breakwater.script.module.textops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;

import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.TransformationExport;
import org.breakwater.script.module.core.RequestUri;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code subst_uri}, {@code subst_user} and the transformation {@code {re.subst,…}}. */
final class UriSubstitutions {

    private UriSubstitutions() {}

    static List<FunctionExport> exports() {
        return List.of(
                FunctionExport.of(
                        "subst_uri",
                        RouteSets.REQUESTS_TO_REPLIES,
                        (a, load) -> {
                            Substitution s = Substitution.parse(a.constantString(0), load);
                            return ctx -> uri(ctx, s);
                        },
                        CONSTANT_STRING),
                FunctionExport.of(
                        "subst_user",
                        RouteSets.REQUESTS_TO_REPLIES,
                        (a, load) -> {
                            Substitution s = Substitution.parse(a.constantString(0), load);
                            return ctx -> user(ctx, s);
                        },
                        CONSTANT_STRING));
    }

    private static int uri(ScriptContext ctx, Substitution s) {
        String changed = ctx.requestUri() == null ? null : s.apply(ctx, ctx.requestUri());
        if (changed == null) {
            return -1;
        }
        ctx.destination().setUri(changed);
        return 1;
    }

    private static int user(ScriptContext ctx, Substitution s) {
        try {
            String user = ctx.requestUri() == null
                    ? null
                    : SipUri.parse(ctx.requestUri()).user();
            String changed = user == null ? null : s.apply(ctx, user);
            if (changed == null) {
                return -1;
            }
            ctx.destination().setUri(RequestUri.withUser(ctx.requestUri(), changed));
            return 1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    static TransformationExport transformation() {
        return new TransformationExport("re", (input, t, load) -> {
            if (!t.name().equals("subst") || t.arguments() == null) {
                throw new FixupException("there is no transformation {" + t.text() + "}");
            }
            Substitution s = Substitution.parse(t.arguments(), load);
            return ctx -> {
                Value v = input.eval(ctx);
                if (v.isNull()) {
                    return Value.NULL;
                }
                String changed = s.apply(ctx, v.toText());
                return changed == null ? Value.of(v.toText()) : Value.of(changed);
            };
        });
    }
}
