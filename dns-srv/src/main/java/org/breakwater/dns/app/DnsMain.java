package org.breakwater.dns.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.breakwater.dns.DnsServer;
import org.breakwater.dns.config.DnsConfig;
import org.breakwater.dns.config.DnsConfigReader;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.platform.config.ConfigException;
import org.breakwater.platform.lifecycle.Lifecycle;
import org.breakwater.platform.lifecycle.StartFailedException;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;

/** Runs the DNS server alone: {@code DnsMain FILE}, a YAML file with the section {@code dns}. Ends with SIGTERM. */
public final class DnsMain {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private DnsMain() {}

    /** Exit code 2 when the configuration is wrong, 1 when the server cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: DnsMain FILE");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]).toAbsolutePath();
        try {
            run(DnsConfigReader.load(file, file.getParent()));
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (StartFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(DnsConfig config) throws InterruptedException {
        DnsServer server = new DnsServer(
                config,
                new DnsServer.Environment(HealthSource.ALL_UP, NumberSource.NONE, new Metrics(), TimeSource.system()));
        Lifecycle lifecycle = new Lifecycle(List.of(server.part()), STOP_LIMIT);
        lifecycle.start();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Threads.named("dns-shutdown").newThread(() -> {
            lifecycle.stop();
            ended.countDown();
        }));
        System.out.println("DNS listens on " + server.addresses());
        ended.await();
    }
}
