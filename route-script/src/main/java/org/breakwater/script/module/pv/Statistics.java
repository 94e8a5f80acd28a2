package org.breakwater.script.module.pv;

import java.util.OptionalLong;

/** Where {@code $stat(name)} reads. */
@FunctionalInterface
public interface Statistics {

    /** Knows no statistics. */
    Statistics NONE = name -> OptionalLong.empty();

    /** The value of a statistic such as {@code rcv_requests}; empty when there is none of that name. */
    OptionalLong value(String name);
}
