package org.breakwater.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.breakwater.presence.model.ConvergenceContract;
import org.breakwater.presence.model.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same with each server on a member of its own; a server's death leaves its member there. */
class ConvergenceOnClusterTest extends ConvergenceContract {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static ClusterNode one;
    private static ClusterNode two;

    ConvergenceOnClusterTest() {
        super(10);
    }

    @BeforeAll
    static void start() {
        one = TestNodes.start(TestNodes.config("one", 42021, 42021, 42021, 42022));
        two = TestNodes.start(TestNodes.config("two", 42022, 42022, 42021, 42022));
        TestNodes.await("copies are made", 20, () -> one.hasBackup() && two.hasBackup());
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Override
    protected Function<String, Main.Maps> emptyMaps() {
        String name = "day" + COUNT.incrementAndGet();
        return server -> maps(server.equals("main1") ? one : two, name);
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        TestNodes.await(what, 10, condition::getAsBoolean);
    }

    private static Main.Maps maps(ClusterNode node, String name) {
        return new Main.Maps(node.map(TestNodes.PUBLICATIONS, name), node.map(TestNodes.SUBSCRIPTIONS, name));
    }
}
