package org.breakwater.cluster.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.cluster.History;
import org.breakwater.cluster.Phones;
import org.breakwater.platform.state.Backup;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Binding;
import org.junit.jupiter.api.Test;

/** Random histories of registrations, cuts and crashes in virtual time, each judged in the end. */
class SimulationTest {

    private static final int SEQUENCES = 800;
    private static final int STEPS = 80;
    private static final String[] PHONES = {"p0", "p1", "p2", "p3"};
    private static final String[] AORS = {"bob", "eve"};

    @Test
    void noAcknowledgedRegistrationIsLostAndNoStaleOneWins() {
        int operations = 0;
        for (int seed = 1; seed <= SEQUENCES; seed++) {
            operations += run(seed);
        }
        assertThat(operations).as("operations judged").isGreaterThan(SEQUENCES * STEPS / 4);
    }

    private static int run(int seed) {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(2);
        SimulatedNetwork network = new SimulatedNetwork(count, random);
        History history = new History();
        List<Runnable> awaited = new ArrayList<>();
        int cseq = 0;
        for (int step = 0; step < STEPS; step++) {
            network.nowMillis += random.nextInt(400);
            SimulatedNetwork.Server server = network.server(random.nextInt(count));
            int what = random.nextInt(100);
            if (what < 35) {
                register(network, history, awaited, server, random, ++cseq);
            } else if (what < 45) {
                unregister(network, history, awaited, server, random);
            } else if (what < 48) {
                network.cut = true;
            } else if (what < 52) {
                network.cut = false;
                network.servers().forEach(SimulatedNetwork.Server::tellAll);
            } else if (what < 54) {
                crash(network, history, server, awaited);
            } else if (what < 57) {
                server.replica.tidy(server.epochMillis());
            } else {
                network.deliverOne();
            }
            awaited.forEach(Runnable::run);
        }
        network.settle();
        judge(network, history, "seed " + seed);
        return history.size();
    }

    private static String aor(String phone) {
        return AORS[phone.charAt(1) % 2];
    }

    private static void register(
            SimulatedNetwork network,
            History history,
            List<Runnable> awaited,
            SimulatedNetwork.Server server,
            Random random,
            int cseq) {
        String phone = PHONES[random.nextInt(PHONES.length)];
        Phones.register(server.replica, aor(phone), phone, cseq, server.epochMillis());
        long effective =
                stored(server.replica.get(aor(phone)), phone).registration().receivedMillis();
        await(
                awaited,
                server,
                aor(phone),
                history.add(phone, network.servers().indexOf(server), effective, effective, cseq));
    }

    private static void unregister(
            SimulatedNetwork network,
            History history,
            List<Runnable> awaited,
            SimulatedNetwork.Server server,
            Random random) {
        String phone = PHONES[random.nextInt(PHONES.length)];
        Binding there = stored(server.replica.get(aor(phone)), phone);
        if (there != null) {
            Phones.unregister(server.replica, aor(phone), phone);
            long effective = Math.max(server.epochMillis(), there.registration().receivedMillis());
            await(
                    awaited,
                    server,
                    aor(phone),
                    history.add(phone, network.servers().indexOf(server), effective, effective, 0));
        }
    }

    /** Looks at every step whether another server has it by now, as long as the server itself lives. */
    private static void await(
            List<Runnable> awaited, SimulatedNetwork.Server server, String aor, History.Operation operation) {
        Replica<String, AorBindings, ?> memory = server.replica;
        awaited.add(() -> {
            if (server.replica == memory
                    && server.backup(aor, Duration.ZERO).toCompletableFuture().join() == Backup.HELD) {
                operation.held();
            }
        });
    }

    /** What only the crashed server and earlier crashed ones had is lost; what others hold is not. */
    private static void crash(
            SimulatedNetwork network, History history, SimulatedNetwork.Server server, List<Runnable> awaited) {
        boolean othersWhole = !network.cut;
        if (othersWhole) {
            awaited.forEach(Runnable::run);
            history.crashed(network.servers().indexOf(server));
            server.restart();
            network.servers().forEach(SimulatedNetwork.Server::tellAll);
            awaited.clear();
            network.settle();
        }
    }

    private static Binding stored(AorBindings bindings, String phone) {
        return bindings == null
                ? null
                : bindings.bindings().stream()
                        .filter(b -> b.device().instance().equals("urn:uuid:" + phone))
                        .findFirst()
                        .orElse(null);
    }

    private static void judge(SimulatedNetwork network, History history, String seed) {
        for (String phone : history.phones()) {
            for (SimulatedNetwork.Server server : network.servers()) {
                int cseq = Phones.cseq(server.replica, aor(phone), phone);
                assertThat(history.judge(phone, cseq)).as(seed).isEmpty();
            }
        }
        for (SimulatedNetwork.Server server : network.servers()) {
            for (String aor : AORS) {
                assertThat(server.replica.get(aor))
                        .as(seed + ", all servers agree on " + aor)
                        .isEqualTo(network.server(0).replica.get(aor));
            }
        }
    }
}
