package org.breakwater.script.module.ipops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.sip.resolve.DnsAnswer;
import org.breakwater.sip.resolve.DnsClient;
import org.breakwater.sip.resolve.DnsType;
import org.breakwater.sip.resolve.DnsjavaClient;

/** The system's resolver for addresses, its DNS servers for other records. */
public final class SystemNames implements NameService {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final long LONGEST_SECONDS = 10;
    private static final long FAILURE_TTL = 0;

    private volatile DnsClient client;

    @Override
    public List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    @Override
    public DnsAnswer query(String name, DnsType type) {
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        try {
            client().query(name, type, answer::complete);
            return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (UnknownHostException e) {
            return DnsAnswer.failed("the system has no DNS server", FAILURE_TTL);
        } catch (TimeoutException | ExecutionException e) {
            return DnsAnswer.failed("no answer from DNS", FAILURE_TTL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DnsAnswer.failed("interrupted", FAILURE_TTL);
        }
    }

    private DnsClient client() throws UnknownHostException {
        DnsClient present = client;
        if (present == null) {
            present = new DnsjavaClient(List.of());
            client = present;
        }
        return present;
    }

    @Override
    public String hostName() {
        try {
            return Files.readString(HOST_NAME).trim();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
