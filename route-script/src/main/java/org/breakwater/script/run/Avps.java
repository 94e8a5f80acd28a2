package org.breakwater.script.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AVP stacks: by name, newest first. Extended AVPs (xavp, xavu, xavi) are kept in {@link Xavps}. */
public final class Avps {

    private Map<String, List<Value>> stacks;
    private Xavps xavps;

    /** Value {@code index} counted from the newest (0), or null value. */
    public Value get(String name, int index) {
        List<Value> stack = stacks == null ? null : stacks.get(name);
        int at = stack == null ? -1 : stack.size() - 1 - index;
        return index < 0 || at < 0 ? Value.NULL : stack.get(at);
    }

    /** All values, newest first; empty when there are none. */
    public List<Value> all(String name) {
        List<Value> stack = stacks == null ? null : stacks.get(name);
        if (stack == null) {
            return List.of();
        }
        List<Value> newestFirst = new ArrayList<>(stack);
        java.util.Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Puts a value on top. */
    public void push(String name, Value value) {
        if (stacks == null) {
            stacks = new HashMap<>(8);
        }
        stacks.computeIfAbsent(name, n -> new ArrayList<>(2)).add(value);
    }

    /** Takes the newest value off. */
    public void pop(String name) {
        List<Value> stack = stacks == null ? null : stacks.get(name);
        if (stack != null) {
            stack.remove(stack.size() - 1);
            if (stack.isEmpty()) {
                stacks.remove(name);
            }
        }
    }

    /** Takes all values off. */
    public void removeAll(String name) {
        if (stacks != null) {
            stacks.remove(name);
        }
    }

    /** The extended AVPs. */
    public Xavps xavps() {
        if (xavps == null) {
            xavps = new Xavps();
        }
        return xavps;
    }
}
