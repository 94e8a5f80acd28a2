package org.breakwater.script.run;

import org.breakwater.sip.message.SipMessage;

/** A transaction as the script sees it. Implemented by the tm module. */
public interface ScriptTransaction {

    /** What lives as long as the transaction. */
    TransactionScope scope();

    /** The request it was made for. */
    SipMessage request();

    /** Whether a CANCEL came for it. */
    boolean isCanceled();

    /** Status last sent upstream, 0 if none. */
    int lastStatus();
}
