package org.breakwater.presence.xmpp.stanza;

import java.util.Arrays;
import java.util.Locale;

/** Why a stanza was not taken (RFC 6120 §8.3.3). */
public enum ErrorCondition {
    BAD_REQUEST("modify"),
    CONFLICT("cancel"),
    FEATURE_NOT_IMPLEMENTED("cancel"),
    FORBIDDEN("auth"),
    GONE("cancel"),
    INTERNAL_SERVER_ERROR("cancel"),
    ITEM_NOT_FOUND("cancel"),
    JID_MALFORMED("modify"),
    NOT_ACCEPTABLE("modify"),
    NOT_ALLOWED("cancel"),
    NOT_AUTHORIZED("auth"),
    POLICY_VIOLATION("modify"),
    RECIPIENT_UNAVAILABLE("wait"),
    REDIRECT("modify"),
    REGISTRATION_REQUIRED("auth"),
    REMOTE_SERVER_NOT_FOUND("cancel"),
    REMOTE_SERVER_TIMEOUT("wait"),
    RESOURCE_CONSTRAINT("wait"),
    SERVICE_UNAVAILABLE("cancel"),
    SUBSCRIPTION_REQUIRED("auth"),
    UNDEFINED_CONDITION("cancel"),
    UNEXPECTED_REQUEST("wait");

    private final String type;

    ErrorCondition(String type) {
        this.type = type;
    }

    /** What the sender may do about it: {@code cancel}, {@code wait}, {@code modify} or {@code auth}. */
    public String type() {
        return type;
    }

    /** Name of its element. */
    public String element() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The condition of that element; {@link #UNDEFINED_CONDITION} for any other. */
    public static ErrorCondition ofElement(String name) {
        return Arrays.stream(values())
                .filter(c -> c.element().equals(name))
                .findFirst()
                .orElse(UNDEFINED_CONDITION);
    }
}
