package org.breakwater.presence.xmpp.mapping;

import org.breakwater.presence.xmpp.stanza.ErrorCondition;

/** Failures of one side as the other says them (RFC 7247 §6). */
public final class FailureMapping {

    private FailureMapping() {}

    /** The condition for the final status of a SIP request, 300 to 699. */
    public static ErrorCondition toXmpp(int status) {
        return switch (status) {
            case 401 -> ErrorCondition.NOT_AUTHORIZED;
            case 403 -> ErrorCondition.FORBIDDEN;
            case 404, 481, 484, 604 -> ErrorCondition.ITEM_NOT_FOUND;
            case 405, 420, 421, 501, 505 -> ErrorCondition.FEATURE_NOT_IMPLEMENTED;
            case 406, 415, 488, 606 -> ErrorCondition.NOT_ACCEPTABLE;
            case 407 -> ErrorCondition.REGISTRATION_REQUIRED;
            case 408, 504 -> ErrorCondition.REMOTE_SERVER_TIMEOUT;
            case 410 -> ErrorCondition.GONE;
            case 413, 513 -> ErrorCondition.POLICY_VIOLATION;
            case 480, 486, 600 -> ErrorCondition.RECIPIENT_UNAVAILABLE;
            case 491 -> ErrorCondition.UNEXPECTED_REQUEST;
            case 500 -> ErrorCondition.INTERNAL_SERVER_ERROR;
            case 502 -> ErrorCondition.REMOTE_SERVER_NOT_FOUND;
            case 503, 603 -> ErrorCondition.SERVICE_UNAVAILABLE;
            default -> byClass(status);
        };
    }

    private static ErrorCondition byClass(int status) {
        return switch (status / 100) {
            case 3 -> ErrorCondition.REDIRECT;
            case 4 -> ErrorCondition.BAD_REQUEST;
            case 5 -> ErrorCondition.INTERNAL_SERVER_ERROR;
            default -> ErrorCondition.SERVICE_UNAVAILABLE;
        };
    }

    /** The final status of a SIP request whose stanza came back. */
    public static int toSip(ErrorCondition condition) {
        return switch (condition) {
            case FEATURE_NOT_IMPLEMENTED -> 501;
            case FORBIDDEN,
                    NOT_ALLOWED,
                    POLICY_VIOLATION,
                    NOT_AUTHORIZED,
                    REGISTRATION_REQUIRED,
                    SUBSCRIPTION_REQUIRED -> 403;
            case GONE -> 410;
            case INTERNAL_SERVER_ERROR, RESOURCE_CONSTRAINT, REDIRECT -> 500;
            case ITEM_NOT_FOUND, REMOTE_SERVER_NOT_FOUND -> 404;
            case NOT_ACCEPTABLE -> 406;
            case RECIPIENT_UNAVAILABLE, SERVICE_UNAVAILABLE -> 480;
            case REMOTE_SERVER_TIMEOUT -> 408;
            case UNEXPECTED_REQUEST -> 491;
            default -> 400;
        };
    }
}
