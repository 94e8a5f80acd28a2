package org.breakwater.platform.security;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Something worth remembering about who asked for what.
 *
 * @param kind what happened
 * @param source the address and port of the socket, never something a message claims
 * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}
 * @param account the account that was claimed, empty when none was
 * @param reason a few words for people
 * @param callId the message's Call-ID, empty when it has none
 */
public record SecurityEvent(
        Kind kind, InetSocketAddress source, String transport, String account, String reason, String callId) {

    /** Refuses null components. */
    public SecurityEvent {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(source);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(account);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(callId);
    }

    /** What can happen. The names in the log never change. */
    public enum Kind {
        /** A known account with a wrong password. */
        INVALID_PASSWORD("InvalidPassword"),
        /** An account that does not exist. */
        INVALID_ACCOUNT_ID("InvalidAccountID"),
        /** The source is in no network from which this is allowed. */
        FAILED_ACL("FailedACL"),
        /** A challenge was sent; the first half of every authentication. */
        CHALLENGE_SENT("ChallengeSent"),
        /** An answer to a challenge that is too old, used before, or not ours. */
        INVALID_NONCE("InvalidNonce"),
        /** The right password. */
        SUCCESSFUL_AUTH("SuccessfulAuth"),
        /** A message that breaks the rules of its protocol. */
        REQUEST_BAD_FORMAT("RequestBadFormat"),
        /** A request the account or the source may not make. */
        REQUEST_NOT_ALLOWED("RequestNotAllowed"),
        /** The From or contact does not belong to the account that authenticated. */
        IDENTITY_MISMATCH("IdentityMismatch"),
        /** Refused because the server has too much to do. */
        LOAD_LIMIT("LoadLimit"),
        /** Refused because the source has too many connections or calls. */
        SESSION_LIMIT("SessionLimit"),
        /** The source sends too fast. */
        RATE_LIMITED("RateLimited"),
        /** The source is not heard any more for some time. */
        BANNED("Banned"),
        /** Too many wrong passwords for an account: it is closed to new addresses for some time. */
        ACCOUNT_DELAYED("AccountDelayed"),
        /** That time is over. */
        ACCOUNT_REOPENED("AccountReopened"),
        /** An emergency call, which needs no password. */
        EMERGENCY_CALL("EmergencyCall");

        private final String logName;

        Kind(String logName) {
            this.logName = logName;
        }

        /** The name in the log. */
        public String logName() {
            return logName;
        }
    }
}
