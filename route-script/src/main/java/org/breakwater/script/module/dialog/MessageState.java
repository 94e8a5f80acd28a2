package org.breakwater.script.module.dialog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;

/**
 * What the messages of one transaction know of their dialog; before there is one, what the script wants of it. Belongs
 * to whoever runs the script.
 */
final class MessageState {

    private static final ContextKey<MessageState> KEY = new ContextKey<>("dialog");

    private final Map<String, String> variables = new HashMap<>();
    private final List<Profiles.Membership> memberships = new ArrayList<>();
    private Dialog dialog;
    private boolean initial;
    private boolean on;
    private int contextFlags;
    private int flags;
    private int timeout;
    private DialogOptions options;

    private MessageState(DialogOptions options) {
        this.options = options;
    }

    /** That of a message, made when first asked for. */
    static MessageState of(ScriptContext ctx, DialogSettings settings) {
        return ctx.scope()
                .attachments()
                .orNew(KEY, () -> new MessageState(new DialogOptions(settings.sendsBye, null, settings.keepsTimeout)));
    }

    /** That of a transaction, or null when it has none. */
    static MessageState of(org.breakwater.script.run.ScriptTransaction transaction) {
        return transaction.scope().attachments().get(KEY);
    }

    /** The dialog, or null. */
    Dialog dialog() {
        return dialog;
    }

    /** Says what dialog the message belongs to. */
    void attach(Dialog found) {
        dialog = found;
    }

    /** The message began this dialog: what was wanted of it comes true. */
    void began(Dialog made, Profiles profiles) {
        dialog = made;
        initial = true;
        made.variables().putAll(variables);
        made.setFlags(flags);
        memberships.forEach(m -> profiles.add(made, m));
        variables.clear();
        memberships.clear();
    }

    /** Whether the transaction's INVITE began the dialog. */
    boolean isInitial() {
        return initial;
    }

    /** Variables for the dialog to come. */
    Map<String, String> variables() {
        return variables;
    }

    /** Profiles for the dialog to come. */
    List<Profiles.Membership> memberships() {
        return memberships;
    }

    boolean isOn() {
        return on;
    }

    void setOn(boolean value) {
        on = value;
    }

    int contextFlags() {
        return contextFlags;
    }

    void setContextFlags(int value) {
        contextFlags = value;
    }

    /** Script flags of the dialog, or of the one to come. */
    int flags() {
        return dialog != null ? dialog.flags() : flags;
    }

    void setFlags(int value) {
        if (dialog != null) {
            dialog.setFlags(value);
        } else {
            flags = value;
        }
    }

    /** Seconds wanted by {@code $dlg_ctx(timeout)}, 0 for none. */
    int timeout() {
        return timeout;
    }

    void setTimeout(int seconds) {
        timeout = seconds;
    }

    /** Options of the dialog, or of the one to come. */
    DialogOptions options() {
        return dialog != null ? dialog.options() : options;
    }

    void setOptions(DialogOptions value) {
        if (dialog != null) {
            dialog.setOptions(value);
        } else {
            options = value;
        }
    }
}
