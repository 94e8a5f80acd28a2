package org.breakwater.registrar.sync;

import java.util.List;
import org.breakwater.registrar.location.Binding;

/**
 * What a LifeGUARD says about one address of record.
 *
 * @param bindings those taken at the site, perhaps none
 * @param gone those that were and are no more
 */
public record SiteRegistration(String aor, List<Binding> bindings, List<Gone> gone) {

    /** Copies the lists. */
    public SiteRegistration {
        bindings = List.copyOf(bindings);
        gone = List.copyOf(gone);
    }

    /**
     * A binding that was taken away or lapsed.
     *
     * @param contact its contact
     * @param receivedMillis when it was last registered, milliseconds since 1970: one registered later stays
     */
    public record Gone(String contact, long receivedMillis) {}
}
