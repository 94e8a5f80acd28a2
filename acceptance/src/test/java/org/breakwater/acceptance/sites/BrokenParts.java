package org.breakwater.acceptance.sites;

import java.util.List;

/** What can break in {@link Branches}, and is repaired again. */
final class BrokenParts {

    private final Branches branches;
    private final List<Part> parts;

    BrokenParts(Branches branches) {
        this.branches = branches;
        TwoMains mains = branches.mains();
        Network network = mains.network();
        this.parts = List.of(
                new Part("first main", () -> mains.first().kill(), () -> start(mains.first()), true),
                new Part("second main", () -> mains.second().kill(), () -> start(mains.second()), true),
                new Part("LifeGUARD A", () -> branches.lifeGuardA().kill(), () -> start(branches.lifeGuardA()), true),
                new Part("link of A", () -> network.cut(mains.lanA()), () -> network.restore(mains.lanA()), false),
                new Part("link of B", () -> network.cut(mains.lanB()), () -> network.restore(mains.lanB()), false),
                new Part(
                        "link between the mains",
                        () -> network.cut(mains.first().host(), mains.second().host()),
                        () -> network.restore(
                                mains.first().host(), mains.second().host()),
                        false));
    }

    private static void start(SiteServer server) throws Exception {
        server.begin();
        server.awaitRunning();
    }

    List<Part> parts() {
        return parts;
    }

    /** The main that all phones are at while nothing is broken. */
    Part preferredMain() {
        return parts.get(0);
    }

    /** Until all is whole and the servers see one another. */
    void repairAll() throws Exception {
        for (Part part : parts) {
            if (part.isBroken()) {
                part.repair();
            }
        }
        branches.mains().first().awaitWell();
        branches.mains().second().awaitWell();
        branches.mains().awaitTogether();
        Branches.awaitVerdict(branches.lifeGuardA(), "CONNECTED", 60);
        Branches.awaitVerdict(branches.lifeGuardB(), "CONNECTED", 60);
    }

    /** Something done to the system. */
    interface Action {
        void run() throws Exception;
    }

    /** A part that works or does not. */
    static final class Part {

        private final String name;
        private final Action breaking;
        private final Action repairing;
        private final boolean losesMemory;
        private boolean broken;

        Part(String name, Action breaking, Action repairing, boolean losesMemory) {
            this.name = name;
            this.breaking = breaking;
            this.repairing = repairing;
            this.losesMemory = losesMemory;
        }

        String name() {
            return name;
        }

        boolean isBroken() {
            return broken;
        }

        /** Whether what it only had in memory is gone when it breaks. */
        boolean losesMemory() {
            return losesMemory;
        }

        void breakIt() throws Exception {
            breaking.run();
            broken = true;
        }

        void repair() throws Exception {
            repairing.run();
            broken = false;
        }
    }
}
