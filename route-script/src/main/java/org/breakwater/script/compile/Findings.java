package org.breakwater.script.compile;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.Position;

/** Collects what is wrong with a script. */
final class Findings {

    private final List<Diagnostic> list = new ArrayList<>();
    private final boolean lenient;
    private boolean failed;

    Findings(boolean lenient) {
        this.lenient = lenient;
    }

    void error(Position position, String message) {
        failed = true;
        list.add(Diagnostic.error(position, message));
    }

    void warning(Position position, String message) {
        list.add(Diagnostic.warning(position, message));
    }

    /** Something Kamailio starts with: an error unless the user asked to be lenient. */
    void strictError(Position position, String message) {
        if (lenient) {
            warning(position, message);
        } else {
            error(position, message);
        }
    }

    boolean hasErrors() {
        return failed;
    }

    List<Diagnostic> list() {
        return list;
    }
}
