package org.breakwater.sip.flow;

import org.breakwater.sip.msrp.MsrpFrame;

/** Takes MSRP frames that come in on SIP connections (Kamailio's msrp). Called on the connection's worker, in order. */
public interface MsrpReceiver {

    /** A complete frame. */
    void received(MsrpFrame frame, Flow flow, Worker worker);

    /**
     * A frame that is too large to be taken; the connection goes on after it.
     *
     * @param head the frame without its body
     */
    void tooLarge(MsrpFrame head, Flow flow, Worker worker);
}
