package org.breakwater.daemon.calls;

import java.util.Comparator;
import org.breakwater.platform.state.Stamp;

/**
 * What servers know of a Call-ID: the call it names, or that this call is over. A Call-ID lives more than once when its INVITE
 * is challenged and sent again.
 *
 * @param born when this life began; another for each
 * @param changed when the call last changed, or ended
 * @param call null once it is over
 */
public record CallLife(Stamp born, Stamp changed, Call call) {

    /** A later life is above an earlier one; of one life the end is above all else, then what changed last. */
    static final Comparator<CallLife> ORDER =
            Comparator.comparing(CallLife::born).thenComparing(CallLife::isOver).thenComparing(CallLife::changed);

    boolean isOver() {
        return call == null;
    }
}
