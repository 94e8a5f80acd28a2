package org.breakwater.daemon.mains;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;

/** Main servers {@code a} and {@code b} that share what they tell of themselves, and who is there. */
final class TwoServers {

    static final Member A = new Member("a", "1");
    static final Member B = new Member("b", "1");

    final InMemorySharedMaps maps = new InMemorySharedMaps();
    final Set<Member> present = new HashSet<>(Set.of(A, B));
    private final List<ClusterMembers.Listener> listeners = new ArrayList<>();

    /** What one of them knows of the others; its key is all of that octet. */
    Mains mains(Member self, int key) {
        byte[] octets = new byte[Mains.KEY_BYTES];
        java.util.Arrays.fill(octets, (byte) key);
        return new Mains(maps.map(MainMaps.kind(), "all"), members(self), octets);
    }

    private ClusterMembers members(Member self) {
        return new ClusterMembers() {
            @Override
            public Member self() {
                return self;
            }

            @Override
            public Set<Member> present() {
                return Set.copyOf(present);
            }

            @Override
            public SharedMap.Subscription listen(Listener listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
        };
    }

    void leaves(Member member) {
        present.remove(member);
        listeners.forEach(l -> l.left(member));
    }
}
