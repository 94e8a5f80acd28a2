package org.breakwater.presence.model;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random days of a {@link Town} by fixed seeds: PUBLISH, expiry, appointments, calls, registrations, lost events, lost
 * NOTIFYs, servers that die and come back. Then it is quiet, and every phone shows what the rule says. On the way no CSeq and
 * no version repeats, and no partial state follows a gap.
 */
public abstract class ConvergenceContract {

    private static final int STEPS = 120;
    private static final int QUIET_SECONDS = 90;

    private final int days;

    protected ConvergenceContract(int days) {
        this.days = days;
    }

    /** Maps without entries, as the server of that name sees them. */
    protected abstract Function<String, Main.Maps> emptyMaps();

    /** Until something is so that one server did and the other is to know. */
    protected abstract void await(String what, BooleanSupplier condition);

    @Test
    void whatPhonesShowConvergesToWhatTheRuleSays() {
        for (int day = 0; day < days; day++) {
            Town town = new Town(day, emptyMaps(), this::await);
            for (int step = 0; step < STEPS; step++) {
                town.step();
            }
            town.quiet(QUIET_SECONDS);
            town.everyPhoneShowsWhatIsSo("day " + day);
        }
    }
}
