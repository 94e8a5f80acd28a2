package org.breakwater.script.testkit;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.module.core.StatelessForwarder;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.TransportProtocol;

/** Keeps what should have been forwarded. */
public final class NoForwarding implements StatelessForwarder {

    private final List<String> asked = new ArrayList<>();

    @Override
    public int forward(ScriptContext ctx, String nextHop, TransportProtocol protocol) {
        asked.add(nextHop + " " + protocol);
        return 1;
    }

    @Override
    public boolean alias(ScriptContext ctx, int port) {
        asked.add("alias " + port);
        return true;
    }

    /** What was asked, in order. */
    public List<String> asked() {
        return asked;
    }
}
