package org.breakwater.sip.proxy;

import java.util.function.Consumer;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.resolve.Resolution;

/** Finds the targets of a next hop (RFC 3263). */
@FunctionalInterface
public interface NextHopResolver {

    /**
     * Resolves a next hop.
     *
     * @param done called once on the worker; before this returns when the answer is known
     */
    void resolve(NextHop hop, Worker worker, Consumer<Resolution> done);
}
