package org.breakwater.script.export;

import java.util.List;

/**
 * A command of Kamailio's RPC interface, offered by ctl, jsonrpcs and the control socket.
 *
 * @param name as {@code ul.dump}
 * @param description one sentence
 * @param handler carries it out, possibly on a pool thread
 */
public record RpcExport(String name, String description, Handler handler) {

    /** Carries out a command. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Runs it.
         *
         * @param parameters strings and numbers as given
         * @return a tree of Map, List, String, Number, Boolean; or null
         * @throws RpcException when parameters are wrong or the command fails
         */
        Object call(List<Object> parameters) throws RpcException;
    }

    /** A refused command. */
    public static final class RpcException extends Exception {
        private final int code;

        /**
         * @param code as in a SIP reply: 400 wrong parameters, 404 not found, 500 failed
         */
        public RpcException(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** The code. */
        public int code() {
            return code;
        }
    }
}
