package org.breakwater.registrar.location;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All location tables of a server by name; a table comes into being when it is first asked for. */
public final class Locations {

    private final Map<String, Location> tables = new ConcurrentHashMap<>();
    private final Function<String, Location> maker;

    /** Makes tables with {@code maker}, which gets the table's name. */
    public Locations(Function<String, Location> maker) {
        this.maker = maker;
    }

    /** The table of that name. */
    public Location table(String name) {
        return tables.computeIfAbsent(name, maker);
    }

    /** All tables there are. */
    public Collection<Location> all() {
        return tables.values();
    }
}
