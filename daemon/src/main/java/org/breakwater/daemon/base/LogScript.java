package org.breakwater.daemon.base;

import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.message.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines of the script, on the server's log under the name {@code script}. */
public final class LogScript implements ScriptLog {

    private static final Logger LOG = LoggerFactory.getLogger("script");

    private final int highest;

    /**
     * @param highest lines of a level above are not written: the script's {@code debug} parameter
     */
    public LogScript(int highest) {
        this.highest = highest;
    }

    @Override
    public boolean isEnabled(int level) {
        return level <= highest;
    }

    @Override
    public void log(int level, String text) {
        if (level > highest) {
            return;
        }
        String line = Octets.toUnicode(text).stripTrailing();
        if (level < 0) {
            LOG.error("{}", line);
        } else if (level == 0) {
            LOG.warn("{}", line);
        } else if (level <= 2) {
            LOG.info("{}", line);
        } else {
            LOG.debug("{}", line);
        }
    }
}
