package org.breakwater.script.module.presence;

import java.util.Optional;
import org.breakwater.script.module.features.FeaturePort;
import org.breakwater.script.module.xcap.XcapPort;
import org.breakwater.script.module.xmpp.XmppPort;

/** The presence server behind the script's functions. Calls are made on the message's worker and do not block. */
public interface PresencePort {

    /** A server without presence: what is asked of it is refused. */
    PresencePort NONE = new PresencePort() {
        @Override
        public void use(PresenceParameters parameters) {
            // nothing goes by them
        }

        @Override
        public PresenceReply publish(PresenceRequest request) {
            return PresenceReply.of(501, "Presence Not Available");
        }

        @Override
        public PresenceReply subscribe(PresenceRequest request) {
            return PresenceReply.of(501, "Presence Not Available");
        }

        @Override
        public Optional<String> value(String user, PresenceField field) {
            return Optional.empty();
        }

        @Override
        public boolean hasSubscribers(String user, String event) {
            return false;
        }

        @Override
        public boolean refresh(String user, String event) {
            return false;
        }
    };

    /** The script that is started from now on sets these. */
    void use(PresenceParameters parameters);

    /** Carries out a PUBLISH (RFC 3903). */
    PresenceReply publish(PresenceRequest request);

    /** Carries out a SUBSCRIBE (RFC 6665); the NOTIFY follows the reply. */
    PresenceReply subscribe(PresenceRequest request);

    /** Whether a SUBSCRIBE is about a list of people, and from a phone that knows lists (RFC 4662). */
    default boolean isList(PresenceRequest request) {
        return false;
    }

    /** Lists, and rules about who may see whom, may have changed; they are read again in the background. */
    default void documentsChanged() {}

    /** Documents over HTTP. */
    default XcapPort xcap() {
        return XcapPort.NONE;
    }

    /**
     * What is known of a user now, from memory.
     *
     * @param user as a URI, or the name alone
     */
    Optional<String> value(String user, PresenceField field);

    /** Whether somebody watches that user by that event package. */
    boolean hasSubscribers(String user, String event);

    /** Compares what the watchers of a user know with the truth; false when nobody watches. */
    boolean refresh(String user, String event);

    /** The gateway to XMPP beside it; {@link XmppPort#NONE} without one. */
    default XmppPort xmpp() {
        return XmppPort.NONE;
    }

    /** Publishes what a command says; refused where there is no presence. May be called on any thread. */
    default PresenceReply publish(RpcPublication publication) {
        return PresenceReply.of(501, "Presence Not Available");
    }

    /** Switches and features of users beside it. */
    default FeaturePort features() {
        return FeaturePort.NONE;
    }
}
