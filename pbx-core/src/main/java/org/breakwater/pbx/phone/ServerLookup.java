package org.breakwater.pbx.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.breakwater.media.transport.LocalAddress;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.resolve.DnsjavaClient;
import org.breakwater.sip.resolve.HostsFile;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.resolve.Resolution;
import org.breakwater.sip.resolve.Resolver;
import org.breakwater.sip.resolve.ResolverSettings;

/** Finds the server the user named (RFC 3263). Waits for DNS: for the command's own thread only. */
final class ServerLookup {

    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final long TIMEOUT_MILLIS = 6_000;

    private ServerLookup() {}

    /**
     * A server, and our address on the way there.
     *
     * @param target where it is
     * @param local numeric address we reach it from
     */
    record Found(Target target, InetAddress local) {}

    /**
     * The first target there is a route to.
     *
     * @param hop with the transport to use
     * @throws IOException when there is none; says why
     */
    static Found find(NextHop hop, Worker worker, TimeSource time, RandomGenerator random)
            throws IOException, InterruptedException {
        HostsFile hosts = Files.isReadable(HOSTS) ? HostsFile.read(HOSTS) : HostsFile.empty();
        ResolverSettings settings =
                new ResolverSettings(List.of(hop.transport()), true, true, false, random::nextInt, TIMEOUT_MILLIS);
        Resolver resolver = new Resolver(settings, hosts, new DnsjavaClient(List.of()), time);
        CompletableFuture<Resolution> answer = new CompletableFuture<>();
        worker.execute(() -> resolver.resolve(hop, worker, answer::complete));
        Resolution resolution = await(answer);
        if (!resolution.succeeded()) {
            throw new IOException("no address found for " + hop.host() + ": " + resolution.failure());
        }
        IOException unreachable = null;
        for (Target target : resolution.targets()) {
            try {
                return new Found(target, LocalAddress.towards(target.address()));
            } catch (IOException e) {
                unreachable = e;
            }
        }
        throw unreachable;
    }

    private static Resolution await(CompletableFuture<Resolution> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
