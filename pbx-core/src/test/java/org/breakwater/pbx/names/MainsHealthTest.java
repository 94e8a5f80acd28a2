package org.breakwater.pbx.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class MainsHealthTest {

    private static final Member SIP1 = Member.startedAt("sip1", 1);
    private static final Member SIP2 = Member.startedAt("sip2", 2);

    private final ManualTime time = new ManualTime();
    private final Cluster cluster = new Cluster();
    private final AtomicBoolean well = new AtomicBoolean(true);
    private final Map<Member, Boolean> said = new HashMap<>(Map.of(SIP2, true));
    private final AtomicInteger told = new AtomicInteger();
    private final MainsHealth health = health();

    private MainsHealth health() {
        MainsHealth made = new MainsHealth(
                cluster, Set.of("sip1", "sip2"), well::get, m -> Optional.ofNullable(said.get(m)), time);
        made.onChange(told::incrementAndGet);
        return made;
    }

    @Test
    void mainThatIsNotInTheClusterIsDown() {
        assertThat(health.down()).containsExactly("sip2");
    }

    @Test
    void mainThatComesAndGoesIsTold() {
        cluster.join(SIP2);
        assertThat(health.down()).isEmpty();
        cluster.leave(SIP2);
        assertThat(health.down()).containsExactly("sip2");
        assertThat(told).hasValue(2);
    }

    @Test
    void serverThatLagsIsDownAtOnceAndUpOnlyWhenItStayedWell() {
        cluster.join(SIP2);
        well.set(false);
        health.look();
        assertThat(health.down()).containsExactly("sip1");

        well.set(true);
        time.advanceMillis(MainsHealth.SETTLE_NANOS / 1_000_000 - 1);
        health.look();
        assertThat(health.down()).containsExactly("sip1");
        time.advanceMillis(1);
        health.look();
        assertThat(health.down()).isEmpty();
        assertThat(told).hasValue(3);
    }

    /** A second at a time, as it is called. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.advanceMillis(1000);
            health.look();
        }
    }

    @Test
    void otherServerThatCallsItselfSickForAWhileIsDownUntilItStayedWell() {
        cluster.join(SIP2);
        pass(1);
        said.put(SIP2, false);
        pass(2);
        assertThat(health.down()).as("a moment is nothing").isEmpty();
        pass(1);
        assertThat(health.down()).containsExactly("sip2");
        said.put(SIP2, true);
        pass(4);
        assertThat(health.down()).containsExactly("sip2");
        pass(1);
        assertThat(health.down()).isEmpty();
        assertThat(told).hasValue(3);
    }

    @Test
    void serverThatComesIsNotShownBeforeItTakesPhones() {
        said.put(SIP2, false);
        cluster.join(SIP2);
        assertThat(health.down()).containsExactly("sip2");
        pass(20);
        assertThat(health.down()).containsExactly("sip2");
        said.put(SIP2, true);
        pass(5);
        assertThat(health.down()).isEmpty();
    }

    @Test
    void serverThatNeverSaysHowItIsCountsAsWellAfterAWhile() {
        said.clear();
        cluster.join(SIP2);
        assertThat(health.down()).containsExactly("sip2");
        pass(8);
        assertThat(health.down()).isEmpty();
    }

    @Test
    void memberThatIsNoMainOfTheZoneIsLeftAlone() {
        cluster.join(Member.startedAt("other", 3));
        assertThat(health.down()).containsExactly("sip2");
    }

    private static final class Cluster implements ClusterMembers {
        private final Set<Member> present = new LinkedHashSet<>(Set.of(SIP1));
        private final List<Listener> listeners = new ArrayList<>();

        @Override
        public Member self() {
            return SIP1;
        }

        @Override
        public Set<Member> present() {
            return present;
        }

        @Override
        public SharedMap.Subscription listen(Listener listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        void join(Member member) {
            present.add(member);
            listeners.forEach(l -> l.joined(member));
        }

        void leave(Member member) {
            present.remove(member);
            listeners.forEach(l -> l.left(member));
        }
    }
}
