package org.breakwater.daemon.base;

import java.io.IOException;

/** A routing script has faults; the message lists all of them with file, line and column. */
public final class ScriptRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    ScriptRefusedException(String message) {
        super(message);
    }
}
