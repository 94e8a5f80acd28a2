package org.breakwater.script.module.features;

import java.util.Optional;

/** Switches and features behind the script's functions. Calls do not block. */
public interface FeaturePort {

    /** A server without them: there is no switch, and no user has set anything. */
    FeaturePort NONE = new FeaturePort() {
        @Override
        public boolean isSwitch(String dialled, String caller) {
            return false;
        }

        @Override
        public Optional<Boolean> isOn(String dialled) {
            return Optional.empty();
        }

        @Override
        public Result press(String dialled, String caller, String pressId) {
            return Result.UNKNOWN;
        }

        @Override
        public Optional<String> value(String user, FeatureField field) {
            return Optional.empty();
        }

        @Override
        public boolean set(String user, FeatureField field, String value) {
            return false;
        }

        @Override
        public void answered(String callId, Runnable hangUp) {
            hangUp.run();
        }
    };

    /** What came of a press, with the code the script sees. */
    enum Result {
        /** It is on now. */
        ON(1),
        /** It is off now. */
        OFF(2),
        /** There is no such switch. */
        UNKNOWN(-1),
        /** It is somebody else's. */
        NOT_YOURS(-2);

        private final int code;

        Result(int code) {
            this.code = code;
        }

        /** As the script sees it. */
        public int code() {
            return code;
        }
    }

    /** Whether {@code dialled} is a switch for that caller. */
    boolean isSwitch(String dialled, String caller);

    /** Whether a switch is on; empty when there is none of that name. */
    Optional<Boolean> isOn(String dialled);

    /**
     * Turns a switch over.
     *
     * @param caller who pressed the key, as a URI or the name alone
     * @param pressId names the press; the same again counts once
     */
    Result press(String dialled, String caller, String pressId);

    /**
     * What a user has set; empty for nothing.
     *
     * @param user as a URI, or the name alone
     */
    Optional<String> value(String user, FeatureField field);

    /**
     * Sets a feature of a user.
     *
     * @param value {@code on}, {@code off}, for a forwarding also where to, for {@link FeatureField#RINGS} a number
     * @return false for a value that cannot be
     */
    boolean set(String user, FeatureField field, String value);

    /** A press was answered with 200; runs {@code hangUp} a moment later, and the call is over here. */
    void answered(String callId, Runnable hangUp);
}
