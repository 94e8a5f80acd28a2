package org.breakwater.script.module.dialog;

import java.util.function.Supplier;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.module.rr.RecordRouting;
import org.breakwater.script.module.rr.RouteListener;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;

/** Follows dialogs through the messages that pass. */
final class Tracking implements TransactionListener, RouteListener {

    private final DialogSettings settings;
    private final Dialogs dialogs;
    private final Profiles profiles;
    private final Lifetimes lifetimes;
    private final TimeSource time;
    private Supplier<RecordRouting> recording = () -> null;
    private LocalDomains ours;

    Tracking(DialogSettings settings, Dialogs dialogs, Profiles profiles, Lifetimes lifetimes, TimeSource time) {
        this.settings = settings;
        this.dialogs = dialogs;
        this.profiles = profiles;
        this.lifetimes = lifetimes;
        this.time = time;
    }

    void start(Supplier<RecordRouting> newRecording, LocalDomains domains) {
        recording = newRecording;
        ours = domains;
    }

    /** The dialog a message belongs to, or null. */
    Dialog current(ScriptContext ctx) {
        MessageState state = MessageState.of(ctx, settings);
        if (state.dialog() == null) {
            SipMessage m = ctx.message();
            state.attach(dialogs.find(m.callId(), m.fromTag(), m.toTag()));
        }
        return state.dialog();
    }

    /** {@code dlg_manage()}. */
    int manage(ScriptContext ctx) {
        SipMessage m = ctx.message();
        if (!m.isRequest() || m.callId() == null || m.fromTag() == null) {
            return -1;
        }
        if (isWithin(m)) {
            Dialog found = dialogs.find(m.callId(), m.fromTag(), m.toTag());
            if (found != null) {
                within(ctx, found);
            }
            return 1;
        }
        if (m.method() != Method.INVITE) {
            return -1;
        }
        if (MessageState.of(ctx, settings).isInitial()) {
            return -1;
        }
        begin(ctx);
        return 1;
    }

    private static boolean isWithin(SipMessage m) {
        return m.toTag() != null && !m.toTag().isEmpty();
    }

    private void begin(ScriptContext ctx) {
        SipMessage m = ctx.message();
        MessageState state = MessageState.of(ctx, settings);
        if (state.isInitial()) {
            return;
        }
        Dialog known = settings.detectsSpirals ? dialogs.find(m.callId(), m.fromTag(), "") : null;
        if (known != null) {
            state.attach(known);
        } else {
            state.began(make(ctx, state), profiles);
        }
        RecordRouting routes = recording.get();
        if (routes != null && settings.matchMode != DialogSettings.MATCH_TAGS) {
            routes.addParameters(
                    ctx, ';' + settings.routeParameter + '=' + state.dialog().cookie());
        }
    }

    private Dialog make(ScriptContext ctx, MessageState state) {
        SipMessage m = ctx.message();
        Dialog.Identity identity = new Dialog.Identity(
                dialogs.entryOf(m.callId()),
                dialogs.nextId(),
                m.callId(),
                m.fromTag(),
                Legs.fromUri(m),
                Legs.toUri(m),
                ctx.requestUri(),
                time.epochSeconds());
        int wanted = lifetimes.wanted(ctx);
        int lifetime = state.timeout() > 0 ? state.timeout() : wanted > 0 ? wanted : settings.defaultTimeout;
        Dialog made = new Dialog(identity, Legs.caller(ctx), state.options(), lifetime);
        dialogs.add(made, identity.startedAt() + settings.earlyTimeout);
        return made;
    }

    @Override
    public void created(ScriptTransaction transaction, ScriptContext ctx) {
        SipMessage m = transaction.request();
        boolean isWanted = settings.flag >= 0 && (ctx.scope().flags() >>> settings.flag & 1) != 0;
        boolean isUsable = m.method() == Method.INVITE && m.callId() != null && m.fromTag() != null && !isWithin(m);
        if (isWanted && isUsable && MessageState.of(ctx, settings).dialog() == null) {
            begin(ctx);
        }
    }

    @Override
    public void replied(ScriptTransaction transaction, int status, String reason, SipMessage reply) {
        Dialog dialog = begunBy(transaction);
        if (dialog == null) {
            return;
        }
        SipMessage message = reply == null ? transaction.request() : reply;
        if (status >= 300) {
            lifetimes.end(dialog, Events.FAILED, message, transaction);
        } else if (status >= 200) {
            answered(dialog, reply, message, transaction);
        } else if (status > 100) {
            dialog.advance(DialogState.EARLY, time.epochSeconds());
        }
    }

    private void answered(Dialog dialog, SipMessage reply, SipMessage message, ScriptTransaction transaction) {
        if (dialog.advance(DialogState.CONFIRMED_WITHOUT_ACK, time.epochSeconds())) {
            if (reply != null) {
                int before = dialog.caller().routeSet().size();
                dialog.answered(reply.toTag(), Legs.callee(reply, before, ours));
            }
            lifetimes.answered(dialog, message, transaction);
        }
    }

    /** The dialog a transaction's INVITE began, or null. */
    private static Dialog begunBy(ScriptTransaction transaction) {
        if (transaction.request().method() != Method.INVITE || isWithin(transaction.request())) {
            return null;
        }
        MessageState state = MessageState.of(transaction);
        return state != null && state.isInitial() ? state.dialog() : null;
    }

    @Override
    public void acknowledged(ScriptTransaction transaction, SipMessage ack) {
        Dialog dialog = begunBy(transaction);
        if (dialog != null && dialog.state().isAnswered()) {
            lifetimes.acknowledged(dialog);
        }
    }

    @Override
    public void ended(ScriptTransaction transaction) {
        Dialog dialog = begunBy(transaction);
        if (dialog != null && dialog.state().number() <= DialogState.EARLY.number()) {
            lifetimes.forget(dialog);
        }
    }

    @Override
    public void routed(ScriptContext ctx, Params params) {
        SipMessage m = ctx.message();
        if (m.callId() == null || !isWithin(m)) {
            return;
        }
        String cookie = settings.matchMode == DialogSettings.MATCH_TAGS ? null : params.get(settings.routeParameter);
        Dialog found = null;
        if (cookie != null) {
            Dialog named = dialogs.findByCookie(cookie);
            boolean fits = named != null
                    && named.identity().callId().equals(m.callId())
                    && (named.isDownstream(m.fromTag(), m.toTag()) || named.isUpstream(m.fromTag(), m.toTag()));
            found = fits ? named : null;
        } else if (settings.matchMode != DialogSettings.MATCH_COOKIE) {
            found = dialogs.find(m.callId(), m.fromTag(), m.toTag());
        }
        if (found != null) {
            within(ctx, found);
        }
    }

    private void within(ScriptContext ctx, Dialog dialog) {
        SipMessage m = ctx.message();
        MessageState.of(ctx, settings).attach(dialog);
        if (m.method() != Method.BYE) {
            boolean isRefresh = m.method() == Method.INVITE || m.method() == Method.UPDATE;
            dialog.heardFrom(
                    dialog.isDownstream(m.fromTag(), m.toTag()), Legs.cseq(m), isRefresh ? Legs.contact(m) : null);
        }
        if (dialog.state().isAnswered()) {
            advance(ctx, dialog);
        }
        ctx.attachments().put(Passing.KEY, new Passing(dialog.state(), (int) dialog.duration(time.epochSeconds())));
    }

    private void advance(ScriptContext ctx, Dialog dialog) {
        SipMessage m = ctx.message();
        if (m.method() == Method.BYE) {
            lifetimes.end(dialog, Events.END, m, null);
        } else if (m.method() == Method.ACK) {
            lifetimes.acknowledged(dialog);
        } else {
            lifetimes.heard(dialog, lifetimes.wanted(ctx));
        }
    }
}
