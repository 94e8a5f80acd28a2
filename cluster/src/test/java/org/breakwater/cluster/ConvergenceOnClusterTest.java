package org.breakwater.cluster;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.breakwater.presence.model.ConvergenceContract;
import org.breakwater.presence.model.Main;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with each server on a member of its own; a server's death leaves its member there. */
class ConvergenceOnClusterTest extends ConvergenceContract {

    @RegisterExtension
    static final TwoNodes NODES = new TwoNodes(42021);

    ConvergenceOnClusterTest() {
        super(10);
    }

    @Override
    protected Function<String, Main.Maps> emptyMaps() {
        String name = NODES.freshName();
        return server -> maps(server.equals("main1") ? NODES.one() : NODES.two(), name);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        TestNodes.await(what, 10, condition::getAsBoolean);
    }

    private static Main.Maps maps(ClusterNode node, String name) {
        return new Main.Maps(node.map(TestNodes.PUBLICATIONS, name), node.map(TestNodes.SUBSCRIPTIONS, name));
    }
}
