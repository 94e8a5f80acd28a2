package org.breakwater.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.TransactionListener;

/** Takes requests that are made here, and does nothing with them. */
public final class SentRequests implements Signalling {

    /** What was sent, the oldest first. */
    public final List<LocalRequest> requests = new ArrayList<>();

    /** Who waits for the replies to them. */
    public final List<Consumer<LocalReply>> waiting = new ArrayList<>();

    @Override
    public void send(LocalRequest request, Consumer<LocalReply> onFinal) {
        requests.add(request);
        waiting.add(onFinal);
    }

    @Override
    public int reply(ScriptContext ctx, int status, String reason) {
        throw new AssertionError();
    }

    @Override
    public Runnable replyLater(ScriptContext ctx, int status, String reason) {
        throw new AssertionError();
    }

    @Override
    public int replyStateless(ScriptContext ctx, int status, String reason) {
        throw new AssertionError();
    }

    @Override
    public int newTransaction(ScriptContext ctx) {
        throw new AssertionError();
    }

    @Override
    public int relay(ScriptContext ctx) {
        throw new AssertionError();
    }

    @Override
    public void addListener(TransactionListener listener) {
        throw new AssertionError();
    }
}
