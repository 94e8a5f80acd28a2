package org.breakwater.script.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.TransactionListener;

/** Keeps what a module asks of the transaction layer. */
public final class RecordingSignalling implements Signalling {

    private final List<String> asked = new ArrayList<>();
    private final List<LocalRequest> requests = new ArrayList<>();
    private final List<TransactionListener> listeners = new ArrayList<>();

    @Override
    public int reply(ScriptContext ctx, int status, String reason) {
        asked.add(status + " " + reason);
        return 1;
    }

    @Override
    public Runnable replyLater(ScriptContext ctx, int status, String reason) {
        return () -> reply(ctx, status, reason);
    }

    @Override
    public int replyStateless(ScriptContext ctx, int status, String reason) {
        asked.add("stateless " + status + " " + reason);
        return 1;
    }

    @Override
    public int newTransaction(ScriptContext ctx) {
        asked.add("transaction");
        return 1;
    }

    @Override
    public int relay(ScriptContext ctx) {
        asked.add("relay");
        return 1;
    }

    @Override
    public void send(LocalRequest request, Consumer<LocalReply> onFinal) {
        requests.add(request);
    }

    @Override
    public void addListener(TransactionListener listener) {
        listeners.add(listener);
    }

    /** What was asked, in order: replies as {@code status reason}. */
    public List<String> asked() {
        return asked;
    }

    /** Requests sent. */
    public List<LocalRequest> requests() {
        return requests;
    }

    /** Listeners added. */
    public List<TransactionListener> listeners() {
        return listeners;
    }
}
