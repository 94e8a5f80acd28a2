package org.breakwater.daemon.base;

import java.util.List;
import org.breakwater.platform.control.ControlException;

/** What a daemon reads again on {@code reload} beside script, certificates and directory. */
@FunctionalInterface
public interface MoreToReload {

    /** Nothing. */
    MoreToReload NONE = List::of;

    /**
     * Reads it again.
     *
     * @return what was read again, as sentences
     * @throws ControlException when it is wrong; it stays as it was then
     */
    List<String> reload() throws ControlException;
}
