package org.breakwater.script.module.uac;

import java.util.Optional;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.module.rr.RecordRouting;
import org.breakwater.script.module.rr.RouteListener;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ReplyChange;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipParseException;

/**
 * Gives each side back the From and To it knows: replies get those of the request as it came in; later requests of the
 * dialog get those that the other side knows, by a parameter in Record-Route.
 */
final class Restoring implements RouteListener {

    private static final String NONE = "none";
    private static final String AUTO = "auto";

    private String mode = AUTO;
    private String fromParameter = "vsf";
    private String toParameter = "vst";
    private String password = "";
    private String fromText;
    private String toText;
    private Pv fromVariable;
    private Pv toVariable;
    private UriCode code;
    private RrModule rr;

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.string("restore_mode", this::setMode))
                .parameter(ParameterExport.string("rr_from_store_param", v -> fromParameter = named(v)))
                .parameter(ParameterExport.string("rr_to_store_param", v -> toParameter = named(v)))
                .parameter(ParameterExport.string("restore_passwd", v -> password = v))
                .parameter(ParameterExport.string("restore_from_avp", v -> fromText = v))
                .parameter(ParameterExport.string("restore_to_avp", v -> toText = v));
    }

    private void setMode(String text) throws FixupException {
        if (!Set.of(NONE, "manual", AUTO).contains(text)) {
            throw new FixupException("restore_mode is none, manual or auto");
        }
        mode = text;
    }

    private static String named(String parameter) throws FixupException {
        if (parameter.isEmpty()) {
            throw new FixupException("the parameter of Record-Route needs a name");
        }
        return parameter;
    }

    void start(LoadContext load) throws FixupException {
        code = new UriCode(password);
        fromVariable = fromText == null ? null : load.pv(fromText);
        toVariable = toText == null ? null : load.pv(toText);
        if (mode.equals(NONE)) {
            return;
        }
        rr = load.module(RrModule.class)
                .orElseThrow(() -> new FixupException(
                        "restoring From and To needs rr: add loadmodule \"rr.so\", or set restore_mode to none"));
        if (mode.equals(AUTO) && !rr.appendsFromTag()) {
            throw new FixupException("restore_mode auto needs append_fromtag of rr");
        }
    }

    void running() {
        if (mode.equals(AUTO)) {
            rr.addListener(this);
        }
    }

    boolean isOff() {
        return mode.equals(NONE);
    }

    /** Whether a URI may be replaced: not by hand within a dialog when that is done automatically. */
    boolean mayReplace(ScriptContext ctx) {
        return !mode.equals(AUTO) || ctx.message().toTag() == null;
    }

    /** From or To got another URI: remembers what it was. */
    void replaced(ScriptContext ctx, HeaderName name, String oldUri, String newUri) {
        boolean from = name == HeaderName.FROM;
        keep(ctx, name);
        if (!isOff()) {
            String parameter = from ? fromParameter : toParameter;
            recording().addParameters(ctx, ';' + parameter + '=' + code.encode(oldUri, newUri));
            restoreInReplies(ctx, name);
        }
    }

    private RecordRouting recording() {
        return rr.recording();
    }

    private void keep(ScriptContext ctx, HeaderName name) {
        Pv variable = name == HeaderName.FROM ? fromVariable : toVariable;
        if (variable != null) {
            variable.set(ctx, Value.of(AddressPart.of(ctx.message(), name)));
        }
    }

    private static void restoreInReplies(ScriptContext ctx, HeaderName name) {
        String original = AddressPart.of(ctx.message(), name);
        ReplyChange.add(ctx.scope(), (reply, edits) -> AddressPart.replace(reply, name, original, edits));
    }

    /** {@code uac_restore_from}, {@code uac_restore_to}. Returns 1 or -1. */
    int restore(ScriptContext ctx, boolean from) {
        if (isOff() || !ctx.message().isRequest()) {
            return -1;
        }
        return restored(ctx, recording().routeParameters(ctx), from) == null ? -1 : 1;
    }

    @Override
    public void routed(ScriptContext ctx, Params params) {
        HeaderName first = restored(ctx, params, true);
        HeaderName second = restored(ctx, params, false);
        if (first != null) {
            restoreInReplies(ctx, first);
        }
        if (second != null) {
            restoreInReplies(ctx, second);
        }
    }

    /** Restores what a parameter tells of; the header field it did it in, or null. */
    private HeaderName restored(ScriptContext ctx, Params params, boolean from) {
        String parameter = from ? fromParameter : toParameter;
        String stored = params.get(parameter);
        if (stored == null || stored.isEmpty()) {
            return null;
        }
        HeaderName name = from == recording().isUpstream(ctx) ? HeaderName.TO : HeaderName.FROM;
        recording().addParameters(ctx, ';' + parameter + '=' + stored);
        Optional<String> other = uri(ctx, name).flatMap(uri -> code.decode(stored, uri));
        if (other.isEmpty()) {
            ctx.log(0, "uac: " + name.wireName() + " is not restored: it or the Route was changed on the way\n");
            return null;
        }
        keep(ctx, name);
        AddressPart.replaceUri(ctx.message(), name, other.get(), ctx.edits());
        return name;
    }

    private static Optional<String> uri(ScriptContext ctx, HeaderName name) {
        try {
            NameAddr address = name == HeaderName.FROM
                    ? ctx.message().from()
                    : ctx.message().to();
            return Optional.of(address.uriText());
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }
}
