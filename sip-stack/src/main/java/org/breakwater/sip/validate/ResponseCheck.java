package org.breakwater.sip.validate;

import java.util.Optional;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Checks of every response before it reaches a transaction. A response that fails can only be dropped. */
public final class ResponseCheck {

    private ResponseCheck() {}

    /** Why to drop a response, for a log; empty when it may go on. */
    public static Optional<String> check(SipMessage response) {
        try {
            if (response.fault() != null) {
                throw response.fault();
            }
            RequiredFields.check(response);
            response.topVia();
            return Optional.empty();
        } catch (SipParseException e) {
            return Optional.of(e.getMessage());
        }
    }
}
