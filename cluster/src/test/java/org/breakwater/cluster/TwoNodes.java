package org.breakwater.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two members for the tests of one class; each is a copy of the other before the first of them. */
final class TwoNodes implements BeforeAllCallback, AfterAllCallback {

    private final int firstPort;
    private final AtomicInteger maps = new AtomicInteger();
    private ClusterNode one;
    private ClusterNode two;

    /**
     * @param firstPort of two that nobody else has
     */
    TwoNodes(int firstPort) {
        this.firstPort = firstPort;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        int second = firstPort + 1;
        one = TestNodes.start(TestNodes.config("one", firstPort, firstPort, firstPort, second));
        two = TestNodes.start(TestNodes.config("two", second, second, firstPort, second));
        TestNodes.await("copies are made", 20, () -> one.hasBackup() && two.hasBackup());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        two.close();
        one.close();
    }

    ClusterNode one() {
        return one;
    }

    ClusterNode two() {
        return two;
    }

    /** The name of a map that nobody asked for before. */
    String freshName() {
        return "map" + maps.incrementAndGet();
    }
}
