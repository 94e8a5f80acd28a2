package org.breakwater.cluster;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.registrar.location.AorBindings;

/** Two members that reach each other over wires that can be cut; each can die and come back. */
final class Pair implements AutoCloseable {

    private final int port;
    private final List<CutLink> wires = new ArrayList<>();
    private final ClusterNode[] nodes = new ClusterNode[2];

    /** Uses six ports from {@code port} on. */
    Pair(int port) {
        this.port = port;
        wires.add(new CutLink(port + 3, port));
        wires.add(new CutLink(port + 4, port + 1));
        start(0);
        start(1);
        awaitWhole();
    }

    void start(int which) {
        nodes[which] = TestNodes.start(
                TestNodes.config(which == 0 ? "a" : "b", port + which, port + 3 + which, port + 3, port + 4));
        registrations(which);
    }

    void crash(int which) {
        nodes[which].crash();
        nodes[which] = null;
    }

    boolean isUp(int which) {
        return nodes[which] != null;
    }

    ClusterNode node(int which) {
        return nodes[which];
    }

    SharedMap<String, AorBindings> registrations(int which) {
        return nodes[which].map(TestNodes.LOCATIONS, "location");
    }

    void cut() {
        wires.forEach(CutLink::cut);
    }

    void silence() {
        wires.forEach(CutLink::silence);
    }

    void mend() {
        wires.forEach(CutLink::mend);
    }

    void awaitAlone(int which) {
        TestNodes.await("a member alone", 40, () -> members(which) == 1);
    }

    void awaitWhole() {
        TestNodes.await(
                "both members together",
                60,
                () -> members(0) == 2 && members(1) == 2 && nodes[0].hasBackup() && nodes[1].hasBackup());
    }

    private int members(int which) {
        return nodes[which].members().present().size();
    }

    @Override
    public void close() {
        for (ClusterNode node : nodes) {
            if (node != null) {
                node.crash();
            }
        }
        wires.forEach(CutLink::close);
    }
}
