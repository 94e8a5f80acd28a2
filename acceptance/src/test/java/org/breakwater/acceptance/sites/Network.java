package org.breakwater.acceptance.sites;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.acceptance.main.Cli;
import org.breakwater.acceptance.main.Running;

/**
 * Machines on one Ethernet: each a network namespace, all on a bridge in a namespace of its own, 10.77.0.0/16. Nothing of
 * it is seen in the namespace of the tests. Closing it kills what runs in it and takes it away, and so does the end of
 * the JVM.
 */
final class Network implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String DEVICE = "eth0";

    /** Nobody has this address: what is sent there is lost without a sign. */
    private static final String NOBODY = "02:00:00:00:00:01";

    private final String prefix = "bw" + ProcessHandle.current().pid() + "n" + NUMBERS.getAndIncrement() + "-";
    private final String hub = prefix + "hub";
    private final List<String> namespaces = new ArrayList<>();
    private final Thread atExit = new Thread(this::remove, "network's end");

    private Network() {}

    /**
     * A bridge without machines.
     *
     * @throws AssertionError when namespaces are not permitted here
     */
    static Network create() throws IOException, InterruptedException {
        Network network = new Network();
        Runtime.getRuntime().addShutdownHook(network.atExit);
        Cli.Result first = ip("netns", "add", network.hub);
        if (first.exitCode() != 0) {
            throw new AssertionError("network namespaces cannot be made here, and this suite needs them: run it as root"
                    + " (in a container: with --privileged or --cap-add SYS_ADMIN and NET_ADMIN); ip says: "
                    + first.output());
        }
        network.namespaces.add(network.hub);
        try {
            must("-n", network.hub, "link", "add", "bridge", "type", "bridge");
            must("-n", network.hub, "link", "set", "bridge", "up");
        } catch (AssertionError e) {
            network.close();
            throw e;
        }
        return network;
    }

    /** A machine beside the mains, at 100 Mbit/s and more. */
    Host host(String name, String address) throws IOException, InterruptedException {
        return host("bridge", name, address);
    }

    private Host host(String bridge, String name, String address) throws IOException, InterruptedException {
        String namespace = prefix + name;
        must("netns", "add", namespace);
        namespaces.add(namespace);
        must("link", "add", DEVICE, "netns", namespace, "type", "veth", "peer", "name", name, "netns", hub);
        must("-n", hub, "link", "set", "dev", name, "master", bridge, "up");
        must("-n", namespace, "addr", "add", address + "/16", "dev", DEVICE);
        must("-n", namespace, "link", "set", "dev", DEVICE, "up");
        must("-n", namespace, "link", "set", "lo", "up");
        return new Host(name, namespace, address);
    }

    /** A network of its own behind a line of 1 Mbit/s in each direction. */
    Lan lan(String name) throws IOException, InterruptedException {
        Lan lan = new Lan(name, "lan-" + name, "up-" + name, "down-" + name);
        must("-n", hub, "link", "add", lan.bridge(), "type", "bridge");
        must("-n", hub, "link", "set", lan.bridge(), "up");
        must("-n", hub, "link", "add", lan.near(), "type", "veth", "peer", "name", lan.far());
        must("-n", hub, "link", "set", "dev", lan.near(), "master", lan.bridge(), "up");
        must("-n", hub, "link", "set", "dev", lan.far(), "master", "bridge", "up");
        narrow(hub, lan.near());
        narrow(hub, lan.far());
        return lan;
    }

    /** A machine of a branch. */
    Host host(Lan lan, String name, String address) throws IOException, InterruptedException {
        return host(lan.bridge(), name, address);
    }

    /** Octets that crossed the line so far, Ethernet's own included: to the branch, and from it. */
    long[] octets(Lan lan) throws IOException, InterruptedException {
        long[] octets = new long[2];
        for (int direction = 0; direction < 2; direction++) {
            String file = "/sys/class/net/" + lan.far() + "/statistics/" + (direction == 0 ? "tx" : "rx") + "_bytes";
            List<String> words = List.of("ip", "netns", "exec", hub, "cat", file);
            octets[direction] = Long.parseLong(Cli.external(10, words).output().strip());
        }
        return octets;
    }

    private static void narrow(String namespace, String device) throws IOException, InterruptedException {
        List<String> words = List.of(
                "tc", "-n", namespace, "qdisc", "add", "dev", device, "root", "tbf", "rate", "1mbit", "burst", "16kb",
                "latency", "400ms");
        Cli.Result result = Cli.external(10, words);
        if (result.exitCode() != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + result.output());
        }
    }

    /** Cuts a branch off from all others, without a sign to either side. */
    void cut(Lan lan) throws IOException, InterruptedException {
        must("-n", hub, "link", "set", "dev", lan.far(), "nomaster");
    }

    /** Ends {@link #cut(Lan)}. */
    void restore(Lan lan) throws IOException, InterruptedException {
        must("-n", hub, "link", "set", "dev", lan.far(), "master", "bridge");
    }

    /** Cuts two machines off from one another; all others reach both. */
    void cut(Host one, Host other) throws IOException, InterruptedException {
        misdirect(one, other);
        misdirect(other, one);
    }

    private static void misdirect(Host from, Host to) throws IOException, InterruptedException {
        must(
                "-n",
                from.namespace(),
                "neigh",
                "replace",
                to.address(),
                "lladdr",
                NOBODY,
                "nud",
                "permanent",
                "dev",
                DEVICE);
    }

    /** Ends {@link #cut(Host, Host)}. */
    void restore(Host one, Host other) throws IOException, InterruptedException {
        must("-n", one.namespace(), "neigh", "del", other.address(), "dev", DEVICE);
        must("-n", other.namespace(), "neigh", "del", one.address(), "dev", DEVICE);
    }

    /**
     * The network of a branch.
     *
     * @param name up to 9 letters
     * @param bridge what its machines are on
     * @param near the branch's end of the line
     * @param far the other end
     */
    record Lan(String name, String bridge, String near, String far) {}

    /**
     * A machine.
     *
     * @param name up to 15 letters, digits and hyphens
     * @param namespace its network namespace
     * @param address its IPv4 address
     */
    record Host(String name, String namespace, String address) {

        /** A command as it has to be started to run there. */
        List<String> command(List<String> words) {
            List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
            all.addAll(words);
            return all;
        }

        /** Starts a program there. */
        Running start(Path folder, List<String> words) throws IOException {
            return Running.start(folder, command(words));
        }

        /** Runs a program there to its end. */
        Cli.Result run(int seconds, String... words) throws IOException, InterruptedException {
            return Cli.external(seconds, command(List.of(words)));
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            return; // It runs already.
        }
    }

    private synchronized void remove() {
        for (String namespace : namespaces) {
            try {
                for (String pid : ip("netns", "pids", namespace).output().split("\\s+")) {
                    if (!pid.isEmpty()) {
                        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                    }
                }
                ip("netns", "del", namespace);
            } catch (IOException | InterruptedException e) {
                System.err.println("the network namespace " + namespace + " is left behind: " + e.getMessage());
            }
        }
        namespaces.clear();
    }

    private static void must(String... words) throws IOException, InterruptedException {
        Cli.Result result = ip(words);
        if (result.exitCode() != 0) {
            throw new AssertionError("ip " + String.join(" ", words) + ": " + result.output());
        }
    }

    private static Cli.Result ip(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        return Cli.external(10, command);
    }
}
