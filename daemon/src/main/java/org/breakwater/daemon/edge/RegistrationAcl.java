package org.breakwater.daemon.edge;

import org.breakwater.platform.security.NetworkList;
import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.script.module.registrar.SourceAcl;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/** Takes registrations from the configured networks only. */
final class RegistrationAcl implements SourceAcl {

    private final NetworkList allowed;
    private final SecurityEvents events;

    RegistrationAcl(NetworkList allowed, SecurityEvents events) {
        this.allowed = allowed;
        this.events = events;
    }

    @Override
    public boolean mayRegister(Flow flow, SipMessage register) {
        if (allowed.contains(flow.remote().getAddress())) {
            return true;
        }
        events.failure(
                SecurityEvent.Kind.FAILED_ACL,
                flow,
                register,
                SecurityEvents.claimedAccount(register),
                "not in security.registration_networks");
        return false;
    }
}
