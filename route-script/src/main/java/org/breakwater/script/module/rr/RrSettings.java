package org.breakwater.script.module.rr;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Parameters of the module. */
final class RrSettings {

    private boolean appendFromTag = true;
    private int doubleRr = 1;
    private boolean fullLr;
    private boolean addUsername;
    private boolean mismatchWarning = true;
    private boolean forceSendSocket;
    private boolean ignoreSips;
    private boolean socketNames;
    private String customUserAvp = "";
    private Pv customUser;

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("append_fromtag", v -> appendFromTag = v != 0))
                .parameter(ParameterExport.integer("enable_double_rr", v -> doubleRr = v))
                .parameter(ParameterExport.integer("enable_full_lr", v -> fullLr = v != 0))
                .parameter(ParameterExport.integer("add_username", v -> addUsername = v != 0))
                .parameter(ParameterExport.integer("enable_socket_mismatch_warning", v -> mismatchWarning = v != 0))
                .parameter(ParameterExport.string("custom_user_avp", v -> customUserAvp = v))
                .parameter(ParameterExport.integer("force_send_socket", v -> forceSendSocket = v != 0))
                .parameter(ParameterExport.integer("ignore_sips", v -> ignoreSips = v != 0))
                .parameter(ParameterExport.integer("sockname_mode", v -> socketNames = v != 0));
    }

    void start(LoadContext load) throws FixupException {
        if (doubleRr < 0 || doubleRr > 2) {
            throw new FixupException("enable_double_rr is 0, 1 or 2");
        }
        if (addUsername && !customUserAvp.isEmpty()) {
            customUser = load.pv(customUserAvp);
        }
    }

    boolean appendFromTag() {
        return appendFromTag;
    }

    boolean isDoubleRr() {
        return doubleRr > 0;
    }

    boolean isAlwaysDouble() {
        return doubleRr == 2;
    }

    String lr() {
        return fullLr ? ";lr=on" : ";lr";
    }

    boolean warnsOfMismatch() {
        return mismatchWarning;
    }

    boolean forcesSendSocket() {
        return forceSendSocket;
    }

    boolean usesSocketNames() {
        return socketNames;
    }

    /** {@code sip:} or, when the Request-URI is secure, {@code sips:}. */
    String scheme(ScriptContext ctx) {
        return !ignoreSips && ctx.requestUri() != null && ctx.requestUri().startsWith("sips:") ? "sips:" : "sip:";
    }

    /** User part for Record-Route with its at sign; empty for none. */
    String user(ScriptContext ctx) {
        if (!addUsername) {
            return "";
        }
        Value custom = customUser == null ? Value.NULL : customUser.eval(ctx);
        String user = custom.isNull() ? requestUser(ctx) : custom.toText();
        return user == null || user.isEmpty() ? "" : user + '@';
    }

    private static String requestUser(ScriptContext ctx) {
        try {
            return ctx.requestUri() == null
                    ? null
                    : SipUri.parse(ctx.requestUri()).user();
        } catch (SipParseException e) {
            return null;
        }
    }
}
