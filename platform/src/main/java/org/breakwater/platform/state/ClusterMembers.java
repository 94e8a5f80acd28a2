package org.breakwater.platform.state;

import java.util.Set;

/** Which servers there are. Does not block; any thread. */
public interface ClusterMembers {

    /** This server. */
    Member self();

    /** All servers this one is in touch with, itself among them. */
    Set<Member> present();

    /** Tells {@code listener} about every later change, on a thread that may block for a while. */
    SharedMap.Subscription listen(Listener listener);

    /**
     * Whether this server is the one to do what one server has to do about something: the one that has it while that is
     * present, else the one with the first id. Servers that cannot reach one another each decide for their side.
     *
     * @param holder the run of the server that has it, see {@link Member#text()}; empty for none
     */
    default boolean caresFor(String holder) {
        Member self = self();
        if (holder.equals(self.text())) {
            return true;
        }
        for (Member member : present()) {
            if (member.node().compareTo(self.node()) < 0 || member.text().equals(holder)) {
                return false;
            }
        }
        return true;
    }

    /** A server that is alone. */
    static ClusterMembers alone(Member self) {
        return new ClusterMembers() {
            @Override
            public Member self() {
                return self;
            }

            @Override
            public Set<Member> present() {
                return Set.of(self);
            }

            @Override
            public SharedMap.Subscription listen(Listener listener) {
                return () -> {};
            }
        };
    }

    /** Hears who comes and goes. */
    interface Listener {

        /** A server came, for the first time or again after it could not be reached. */
        default void joined(Member member) {}

        /**
         * A server cannot be reached any more: it ended, or the network between is cut. In the second case it goes on
         * without us, and {@link #joined} follows when the network is whole again.
         */
        default void left(Member member) {}
    }
}
