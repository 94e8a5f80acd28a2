package org.breakwater.script.module.dialog;

import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.sip.message.SipMessage;

/** How long dialogs last, and what happens when they end. */
final class Lifetimes {

    private static final int AFTER_MISSING_ACK = 10;

    private final DialogSettings settings;
    private final Dialogs dialogs;
    private final Profiles profiles;
    private final Termination termination;
    private final TimeSource time;
    private Events events;

    Lifetimes(DialogSettings settings, Dialogs dialogs, Profiles profiles, Termination termination, TimeSource time) {
        this.settings = settings;
        this.dialogs = dialogs;
        this.profiles = profiles;
        this.termination = termination;
        this.time = time;
    }

    void start(Events newEvents) {
        events = newEvents;
    }

    /** Seconds that {@code timeout_avp} asks for, 0 when it does not. */
    int wanted(ScriptContext ctx) {
        return settings.timeoutVariable == null ? 0 : Math.max(0, settings.timeoutVariable.asInt(ctx));
    }

    /** The 2xx passed: its ACK is waited for. */
    void answered(Dialog dialog, SipMessage message, ScriptTransaction transaction) {
        dialogs.countAnswered(1);
        dialogs.schedule(dialog, time.epochSeconds() + Math.min(dialog.lifetime(), settings.noAckTimeout));
        events.raise(Events.START, dialog, message, transaction);
    }

    /** The ACK passed: the time limit counts from now. */
    void acknowledged(Dialog dialog) {
        if (dialog.advance(DialogState.CONFIRMED, time.epochSeconds())) {
            dialogs.schedule(dialog, time.epochSeconds() + dialog.lifetime());
        }
    }

    /** A request within the dialog passed: the time limit counts anew, unless that is not wanted. */
    void heard(Dialog dialog, int wantedSeconds) {
        if (wantedSeconds > 0) {
            dialog.setLifetime(wantedSeconds);
        }
        if (!dialog.options().keepsTimeout() && dialog.state() == DialogState.CONFIRMED) {
            dialogs.schedule(dialog, time.epochSeconds() + dialog.lifetime());
        }
    }

    /** Sets the time limit, counted from now if the dialog is answered. */
    void limit(Dialog dialog, int seconds) {
        dialog.setLifetime(seconds);
        if (dialog.state().isAnswered()) {
            dialogs.schedule(dialog, time.epochSeconds() + seconds);
        }
    }

    /** Seconds left, 0 before the answer. */
    long left(Dialog dialog) {
        return dialog.state().isAnswered() ? Math.max(0, dialog.deadline() - time.epochSeconds()) : 0;
    }

    /** The dialog is over; an event tells of it, once. */
    void end(Dialog dialog, String event, SipMessage message, ScriptTransaction transaction) {
        if (forget(dialog)) {
            events.raise(event, dialog, message, transaction);
        }
    }

    /** The dialog is over and nobody is told; false when it was over before. */
    boolean forget(Dialog dialog) {
        if (!dialog.advance(DialogState.DELETED, time.epochSeconds())) {
            return false;
        }
        if (dialog.answeredAt() > 0) {
            dialogs.countAnswered(-1);
        }
        dialogs.remove(dialog);
        profiles.removeAll(dialog);
        return true;
    }

    /** Sends BYE; the dialog ends when it is answered. */
    boolean bye(Dialog dialog, Termination.Side side, String headers) {
        return termination.bye(dialog, side, headers, d -> end(d, Events.END, null, null));
    }

    /** Looks at the dialogs whose time is up. */
    void sweep() {
        for (Dialog dialog : dialogs.takeDue(time.epochSeconds())) {
            if (!dialog.state().isAnswered()) {
                forget(dialog);
            } else if (dialog.state() == DialogState.CONFIRMED_WITHOUT_ACK && !isOver(dialog)) {
                dialog.setOptions(dialog.options().withTimeoutBye(true));
                dialog.setLifetime((int) (time.epochSeconds() - dialog.answeredAt()) + AFTER_MISSING_ACK);
                dialogs.schedule(dialog, time.epochSeconds() + AFTER_MISSING_ACK);
            } else {
                expire(dialog);
            }
        }
    }

    private boolean isOver(Dialog dialog) {
        return time.epochSeconds() >= dialog.answeredAt() + dialog.lifetime();
    }

    private void expire(Dialog dialog) {
        DialogOptions options = dialog.options();
        if (options.timeoutRoute() != null) {
            events.timedOut(dialog, options.timeoutRoute());
        }
        if (!options.timeoutBye() || !bye(dialog, Termination.Side.BOTH, "")) {
            end(dialog, Events.END, null, null);
        }
    }
}
