package org.breakwater.script.module.sl;

import org.breakwater.script.run.ReplyState;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;

/** Writes replies made here: what the script queued for them, and the Server field. Safe on any thread. */
public final class ReplyWriter {

    private volatile String serverField = "Server: Breakwater\r\n";

    /** Sets the Server field with its line break; empty for none. */
    public void setServerField(String line) {
        serverField = line;
    }

    /**
     * A reply.
     *
     * @param flow where the request came from; null for a request made here
     * @param state what the script wants of replies; null for nothing
     * @param toTag tag for To unless the request has one; not used for 100
     */
    public byte[] write(SipMessage request, Flow flow, ReplyState state, Status status, String toTag) {
        ResponseBuilder reply = ResponseBuilder.of(request, status.code(), status.reason());
        if (status.code() != 100) {
            reply.toTag(toTag);
        }
        if (flow != null) {
            reply.receivedFrom(
                    Addresses.text(flow.remote().getAddress()), flow.remote().getPort());
        }
        if (status.code() >= 180 && status.code() < 300) {
            reply.copyRecordRoute();
        }
        if (state != null) {
            if (state.isForceRport() && flow != null) {
                reply.forceRport();
            }
            if (state.extraHeaders().length() > 0) {
                reply.headerLines(state.extraHeaders().toString());
            }
        }
        reply.headerLines(serverField);
        if (state != null && state.body() != null) {
            reply.body(state.contentType(), Octets.bytes(state.body()));
        }
        return reply.build();
    }

    /** Status and reason phrase. */
    public record Status(int code, String reason) {}
}
