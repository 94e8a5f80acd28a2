package org.breakwater.sip.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;

/** Tells the sender how a write ended. */
record WriteOutcome(Flow flow, Counters counters, SendOutcome outcome) implements ChannelFutureListener {

    @Override
    public void operationComplete(ChannelFuture write) {
        if (write.isSuccess()) {
            outcome.sent(flow);
        } else {
            counters.sendFailed.increment();
            String text = write.cause().getMessage();
            outcome.failed(text == null ? "Connection closed" : text);
        }
    }
}
