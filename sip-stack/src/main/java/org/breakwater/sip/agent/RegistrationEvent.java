package org.breakwater.sip.agent;

/** What became of a registration. */
public sealed interface RegistrationEvent {

    /**
     * The registrar has our binding; told once for each success, refreshes included.
     *
     * @param expires seconds granted
     */
    record Registered(int expires) implements RegistrationEvent {}

    /**
     * A REGISTER failed.
     *
     * @param failure why
     * @param retryInSeconds when it is tried again, or -1 when that is of no use
     */
    record Failed(Failure failure, int retryInSeconds) implements RegistrationEvent {}

    /** The binding was removed, or nobody answered when we asked for that. */
    record Unregistered() implements RegistrationEvent {}
}
