package org.breakwater.script.module.nathelper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.testkit.RecordingSignalling;
import org.junit.jupiter.api.Test;

/** Two servers, a and b, share registrations; each phone is pinged by one of them. */
class PingingTest {

    private static final int INTERVAL = 3;
    private static final Member A = new Member("a", "1");
    private static final Member B = new Member("b", "1");

    private final InMemorySharedMaps maps = new InMemorySharedMaps();
    private final ManualTime time = new ManualTime();

    private record Present(Member self, Set<Member> present) implements ClusterMembers {
        @Override
        public SharedMap.Subscription listen(Listener listener) {
            return () -> {};
        }
    }

    private static Binding held(String name, String holder) {
        return new Binding(
                name,
                "sip:" + name + "@192.0.2.7",
                new Binding.Registration("call", 1, Binding.Registration.PERMANENT, 0),
                new Binding.Reach(null, null, "tcp:10.0.0.1:5060", 0, holder),
                new Binding.Device(null, 0, "", -1),
                -1,
                1);
    }

    /** Whom a server pings in one interval. */
    private List<String> pinged(Member self, Member... present) {
        Locations locations = new Locations(n -> new Location(n, maps.<String, AorBindings>map(n), time, self.text()));
        Location location = locations.table("location");
        location.update("ofA", before -> List.of(held("ofA", A.text())));
        location.update("ofB", before -> List.of(held("ofB", B.text()), held("early", "b/0")));
        location.update("sql", before -> List.of(held("sql", "")));
        RecordingSignalling signalling = new RecordingSignalling();
        Pinging pinging = new Pinging(
                locations,
                signalling,
                null,
                new Pinging.Policy(INTERVAL, -1, 0, -1, "sip:pinger@example.com", "OPTIONS"),
                new Present(self, Set.of(present)));
        for (int second = 0; second < INTERVAL; second++) {
            pinging.tick();
        }
        List<String> names = new ArrayList<>();
        for (LocalRequest request : signalling.requests()) {
            names.add(request.requestUri().replaceAll("sip:|@.*", ""));
        }
        return names;
    }

    @Test
    void serverThatHasThePhonePingsItAndTheFirstPingsThoseNobodyHas() {
        assertThat(pinged(A, A, B)).containsExactlyInAnyOrder("ofA", "early", "sql");
        assertThat(pinged(B, A, B)).containsExactly("ofB");
    }

    @Test
    void serverThatIsLeftPingsAll() {
        assertThat(pinged(B, B)).containsExactlyInAnyOrder("ofA", "ofB", "early", "sql");
    }
}
