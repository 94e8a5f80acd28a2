package org.breakwater.registrar.sync;

import org.breakwater.platform.wire.WireException;

/** The tables a LifeGUARD has a copy of. */
public enum SyncTable {
    /** Users of the site: key {@code user@domain}, value {@link AccountCodec}. */
    ACCOUNTS(1),
    /** Further numbers of the site's users: key number, value user. */
    NUMBERS(2),
    /** Numbers of other sites: key number, value its number in the public network. */
    DIDS(3),
    /** The site's settings: key name. */
    SETTINGS(4),
    /** Registrations of the site's users at the main servers: key address of record, value {@link BindingsValue}. */
    REGISTRATIONS(5);

    private final int number;

    SyncTable(int number) {
        this.number = number;
    }

    /** On the wire. */
    public int number() {
        return number;
    }

    /** The table of that number. */
    public static SyncTable of(long number) throws WireException {
        for (SyncTable table : values()) {
            if (table.number == number) {
                return table;
            }
        }
        throw new WireException("there is no table " + number);
    }
}
