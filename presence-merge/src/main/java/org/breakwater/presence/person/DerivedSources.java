package org.breakwater.presence.person;

import java.util.List;
import org.breakwater.presence.lamp.LampCall;

/** What follows from calls and registrations. Any thread; must not block. */
public interface DerivedSources {

    /** Dialogs of all devices of a person, in no order. */
    List<LampCall> calls(String entity);

    /** Devices of a person that are registered now. */
    List<Registered> registered(String entity);

    /**
     * A device that is registered.
     *
     * @param id the same as long as it is
     * @param sinceMillis when it registered last, in ms since 1970
     * @param untilMillis when that ends, in ms since 1970
     */
    record Registered(String id, long sinceMillis, long untilMillis) {}
}
