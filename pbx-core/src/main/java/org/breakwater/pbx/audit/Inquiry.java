package org.breakwater.pbx.audit;

import java.util.EnumMap;
import java.util.Map;
import org.breakwater.script.run.LocalReply;

/** What the phones of both parties say of one call. */
final class Inquiry {

    private static final int NO_SUCH_DIALOG = 481;

    private final Runnable over;
    private final Map<Party, Integer> asked = new EnumMap<>(Party.class);
    private final Map<Party, Integer> strangers = new EnumMap<>(Party.class);
    private int awaited;
    private boolean known;

    /** Whose phone it is. */
    enum Party {
        CALLER,
        CALLED
    }

    /** {@code over} is run when the last answer is there and the call is over by all that they say. */
    Inquiry(Runnable over) {
        this.over = over;
    }

    /** One more phone is asked. */
    void ask(Party party) {
        asked.merge(party, 1, Integer::sum);
        awaited++;
    }

    void answered(Party party, LocalReply reply) {
        if (reply.message() != null) {
            if (reply.status() == NO_SUCH_DIALOG) {
                strangers.merge(party, 1, Integer::sum);
            } else {
                known = true;
            }
        }
        if (--awaited == 0 && !known && (isGone(Party.CALLER) || isGone(Party.CALLED))) {
            over.run();
        }
    }

    /** Whether no phone of that party is in the call. */
    private boolean isGone(Party party) {
        return asked.containsKey(party) && asked.get(party).equals(strangers.get(party));
    }
}
