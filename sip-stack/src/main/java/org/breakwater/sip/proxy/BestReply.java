package org.breakwater.sip.proxy;

import java.util.List;

/**
 * The choice among final replies other than 2xx (RFC 3261 §16.7 step 6): a 6xx before all, then the lowest class; within
 * 4xx those a caller can do something about (401, 407, 415, 420, 484), then the lowest number.
 */
public final class BestReply {

    private BestReply() {}

    /** Index of the best of these replies, the first of equals; -1 when there are none. A null entry does not count. */
    public static int choose(List<RelayedReply> replies) {
        int best = -1;
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) != null
                    && (best < 0
                            || rank(replies.get(i).status())
                                    < rank(replies.get(best).status()))) {
                best = i;
            }
        }
        return best;
    }

    /** How good a status is to pass on; lower is better. */
    static int rank(int status) {
        int number = status % 100;
        return switch (status / 100) {
            case 6 -> 1000 + number;
            case 3 -> 3000 + number;
            case 4 -> 4000 + (isUseful(status) ? number : 100 + number);
            case 5 -> 5000 + number;
            default -> 11_000 + number;
        };
    }

    private static boolean isUseful(int status) {
        return status == 401 || status == 407 || status == 415 || status == 420 || status == 484;
    }
}
