package org.breakwater.script.module.sl;

import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;

/** Why a function failed last, as Kamailio's error numbers, for a reply that tells. */
public final class ScriptError {

    /** Nothing in particular. */
    public static final int UNSPECIFIED = -1;
    /** The script asked for something that makes no sense now. */
    public static final int CONFIG = -6;
    /** No socket for that protocol or address family. */
    public static final int NO_SOCKET = -7;
    /** The transaction has too many branches. */
    public static final int TOO_MANY_BRANCHES = -8;
    /** The request could not be sent. */
    public static final int SEND = -477;
    /** The next hop has no address. */
    public static final int BAD_ADDRESS = -478;
    /** The next hop is no usable URI. */
    public static final int BAD_URI = -479;

    private static final ContextKey<Integer> LAST = new ContextKey<>("last error");

    private ScriptError() {}

    /** Notes a failure. */
    public static void set(ScriptContext ctx, int error) {
        ctx.attachments().put(LAST, error);
    }

    /** The failure of the function that ran last, {@link #UNSPECIFIED} if that did not fail or did not say why. */
    public static int last(ScriptContext ctx) {
        Integer error = ctx.attachments().get(LAST);
        return error == null || ctx.run().returnCode() >= 0 ? UNSPECIFIED : error;
    }

    /** The status to answer an error with. */
    public static int status(int error) {
        return switch (error) {
            case SEND -> 477;
            case BAD_ADDRESS -> 478;
            case BAD_URI -> 479;
            default -> 500;
        };
    }

    /**
     * The reason phrase to answer an error with.
     *
     * @param module who answers: SL or TM
     */
    public static String reason(int error, String module) {
        String text = switch (error) {
            case SEND -> "Unfortunately error on sending to next hop occurred";
            case BAD_ADDRESS -> "Unresolvable destination";
            case BAD_URI -> "Regretfully, we were not able to process the URI";
            default -> "I'm terribly sorry, server error occurred";
        };
        return text + " (" + -error + '/' + module + ')';
    }
}
