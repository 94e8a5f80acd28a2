package org.breakwater.platform.control;

import java.util.Map;

/** Answers one command of the control socket; called on a thread that may block. */
@FunctionalInterface
public interface ControlCommand {

    /**
     * Carries it out.
     *
     * @param arguments by name, as the client gave them; never null
     * @return a tree of Map, List, String, Number, Boolean, or null
     * @throws ControlException when it is refused or fails in an expected way
     */
    Object run(Map<String, Object> arguments) throws ControlException;
}
