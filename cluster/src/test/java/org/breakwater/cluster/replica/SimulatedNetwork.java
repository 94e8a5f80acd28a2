package org.breakwater.cluster.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.StampClock;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.AorMergeRule;
import org.breakwater.registrar.location.AorState;
import org.breakwater.registrar.location.AorStateCodec;
import org.breakwater.registrar.location.BindingIdentity;

/**
 * Servers in virtual time that tell each other their states in messages which are delayed, overtake one another, come
 * twice, or are lost while the network is cut. Their clocks differ.
 */
final class SimulatedNetwork {

    static final AorMergeRule RULE = new AorMergeRule(BindingIdentity.CONTACT);

    private final AorStateCodec codec = new AorStateCodec();
    private final List<Message> underWay = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final Random random;
    long nowMillis = 1_800_000_000_000L;
    boolean cut;

    SimulatedNetwork(int count, Random random) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            servers.add(new Server(i, random.nextInt(600) - 300));
        }
    }

    private record Message(int from, int to, String key, byte[] state) {}

    Server server(int index) {
        return servers.get(index);
    }

    List<Server> servers() {
        return servers;
    }

    /** Delivers one message, whichever. */
    void deliverOne() {
        if (!underWay.isEmpty()) {
            int index = random.nextInt(underWay.size());
            Message message = random.nextInt(10) == 0 ? underWay.get(index) : underWay.remove(index);
            deliver(message);
        }
    }

    /** Lets everything arrive and compare until nothing changes any more. */
    void settle() {
        cut = false;
        servers.forEach(Server::tellAll);
        while (!underWay.isEmpty()) {
            deliver(underWay.remove(random.nextInt(underWay.size())));
        }
        servers.forEach(Server::tellAll);
        while (!underWay.isEmpty()) {
            deliver(underWay.remove(0));
        }
    }

    private void deliver(Message message) {
        if (cut) {
            return;
        }
        try {
            Server to = servers.get(message.to());
            boolean more = to.replica.arrived(message.key(), codec.decode(message.state()), to.epochMillis());
            if (more && to.index != message.from()) {
                send(to.index, message.from(), message.key());
            }
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(int from, int to, String key) {
        AorState state = servers.get(from).replica.state(key);
        if (state != null && from != to) {
            underWay.add(new Message(from, to, key, codec.encode(state)));
        }
    }

    /** One server; a crash empties its memory. */
    final class Server implements TimeSource, Replica.Outlet<String> {
        private final int index;
        private final long skewMillis;
        private int run;
        Replica<String, AorBindings, AorState> replica;

        Server(int index, long skewMillis) {
            this.index = index;
            this.skewMillis = skewMillis;
            restart();
        }

        /** Comes back with an empty memory; what it sent is still under way. */
        void restart() {
            run++;
            replica = new Replica<>(RULE, new StampClock(this, "s" + index + '/' + run), this);
        }

        void tellAll() {
            replica.forEachState((key, state) -> servers.forEach(other -> send(index, other.index, key)));
        }

        /** Whether every other server knows at least what this one knows of a key. */
        boolean isHeldElsewhere(String key) {
            AorState mine = replica.state(key);
            return servers.stream().filter(s -> s != this).anyMatch(s -> {
                AorState theirs = s.replica.state(key);
                return theirs != null && RULE.merge(theirs, mine).equals(theirs);
            });
        }

        @Override
        public long monotonicNanos() {
            return nowMillis * 1_000_000L;
        }

        @Override
        public long epochMillis() {
            return nowMillis + skewMillis;
        }

        @Override
        public void changed(String key) {
            if (!cut) {
                servers.forEach(other -> send(index, other.index, key));
            }
        }

        @Override
        public CompletionStage<Backup> backup(String key, Duration limit) {
            return CompletableFuture.completedFuture(isHeldElsewhere(key) ? Backup.HELD : Backup.LATE);
        }
    }
}
