package org.breakwater.script.module.registrar;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/** Decides from which networks a REGISTER is taken. */
@FunctionalInterface
public interface SourceAcl {

    /** Takes it from anywhere. */
    SourceAcl ANYWHERE = (flow, register) -> true;

    /** Whether a REGISTER from there is taken; a refusal is noted in the security log by whoever decides. */
    boolean mayRegister(Flow flow, SipMessage register);
}
