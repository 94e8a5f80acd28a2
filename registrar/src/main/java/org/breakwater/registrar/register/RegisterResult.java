package org.breakwater.registrar.register;

/**
 * What a REGISTER is answered.
 *
 * @param outcome what happened to the bindings
 * @param status 200, or 400, 403, 420, 423, 500, 503
 * @param reason reason phrase
 * @param headers header fields for the reply, each with its line break: Contact, Path, Require, Unsupported …
 */
public record RegisterResult(Outcome outcome, int status, String reason, String headers) {

    /** What happened to the bindings, with the codes {@code save()} returns. */
    public enum Outcome {
        INSERTED(1),
        UPDATED(2),
        REMOVED(3),
        FETCHED(4),
        REFUSED(-1),
        /** More contacts than the policy allows. */
        TOO_MANY(-2);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }

        /** Return code of {@code save()}. */
        public int code() {
            return code;
        }
    }

    static RegisterResult refused(int status, String reason, String headers) {
        return new RegisterResult(Outcome.REFUSED, status, reason, headers);
    }
}
