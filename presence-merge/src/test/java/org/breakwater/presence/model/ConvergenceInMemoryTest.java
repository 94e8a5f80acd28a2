package org.breakwater.presence.model;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.subscription.SubscriptionMaps;

class ConvergenceInMemoryTest extends ConvergenceContract {

    ConvergenceInMemoryTest() {
        super(300);
    }

    @Override
    protected Function<String, Main.Maps> emptyMaps() {
        InMemorySharedMaps shared = new InMemorySharedMaps();
        Main.Maps maps =
                new Main.Maps(shared.map(PublicationMaps.kind(), "all"), shared.map(SubscriptionMaps.kind(), "all"));
        return server -> maps;
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        condition.getAsBoolean(); // nothing has to travel
    }
}
