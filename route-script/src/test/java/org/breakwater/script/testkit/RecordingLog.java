package org.breakwater.script.testkit;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.run.ScriptLog;

/** Keeps what is logged, as {@code level text}. */
public final class RecordingLog implements ScriptLog {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void log(int level, String text) {
        lines.add(level + " " + text);
    }

    /** What was logged. */
    public List<String> lines() {
        return lines;
    }
}
