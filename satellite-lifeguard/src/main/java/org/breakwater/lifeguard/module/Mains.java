package org.breakwater.lifeguard.module;

import java.util.List;
import org.breakwater.lifeguard.verdict.Sign;
import org.breakwater.lifeguard.verdict.VerdictState;

/** What the module must know of the main servers, and whom it tells what it sees. Any thread; nothing blocks. */
public interface Mains {

    /** SIP URIs of the main servers in the order they are tried; also their names in {@link Sign}s. */
    List<String> uris();

    /** What is held to be true of them. */
    VerdictState state();

    /** Tells of something seen. */
    void seen(Sign sign);
}
