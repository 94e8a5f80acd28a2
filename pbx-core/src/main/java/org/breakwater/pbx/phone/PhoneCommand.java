package org.breakwater.pbx.phone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.agent.Account;
import org.breakwater.sip.agent.Identifiers;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.transport.TlsSettings;
import org.breakwater.sip.transport.WorkerGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code breakwater phone}: registers, calls or answers, and tells what happened. */
@Command(
        name = "phone",
        mixinStandardHelpOptions = true,
        description = "A small scripted SIP phone: registers, then calls or answers, and tells what happened.",
        footer = {
            "",
            "In one terminal:  breakwater phone --user 1002 --password P --server HOST --answer",
            "In another:       breakwater phone --user 1001 --password P --server HOST --call 1002 --send-tone",
            "",
            "Exit codes: 0 all was done, 1 something failed (the reason is told), 2 wrong usage."
        })
public final class PhoneCommand implements Callable<Integer> {

    private static final int CALL_SECONDS = 10;
    private static final int WAIT_SECONDS = 3600;
    private static final int STOP_SECONDS = 4;

    @Option(names = "--user", required = true, paramLabel = "U", description = "User to register and authenticate as.")
    private String user;

    @Option(
            names = "--password",
            required = true,
            arity = "0..1",
            interactive = true,
            paramLabel = "P",
            description = "Password; asked for when no value is given.")
    private String password;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "HOST[:PORT]",
            description = "Server, by name or address.")
    private String server;

    @Option(names = "--transport", paramLabel = "T", description = "tcp (default), udp or tls.")
    private String transport = "tcp";

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file to check the server's TLS certificate against.")
    private Path authorities;

    @Option(names = "--insecure", description = "Accept any TLS certificate of the server.")
    private boolean insecure;

    @Option(
            names = "--domain",
            paramLabel = "D",
            description = "Domain of the user; by default the server's host, with its port if unusual.")
    private String domain;

    @Option(names = "--call", paramLabel = "NUMBER", description = "Number or SIP URI to call.")
    private String call;

    @Option(names = "--answer", description = "Wait for one call and answer it.")
    private boolean answer;

    @Option(names = "--send-tone", description = "Send a tone of 440 Hz instead of silence.")
    private boolean tone;

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "Hang up S seconds after the answer (default 10); with --answer stop after S seconds (3600).")
    private Integer duration;

    @Option(
            names = "--rtp-ports",
            paramLabel = "FIRST-LAST",
            description = "UDP ports for audio (default 16384-32767).")
    private String rtpPorts = "16384-32767";

    @Option(names = "--json", description = "One JSON object per line: each event, then a summary.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (call != null && answer) {
            throw usage("--call and --answer exclude each other");
        }
        PrintWriter out = spec.commandLine().getOut();
        PhoneOutput output = json ? new JsonOutput(out, TimeSource.system()) : new TextOutput(out);
        RtpLine.PortRange ports = ports();
        int seconds = seconds();
        NextHop hop = hop(protocol());
        SecureRandom random = new SecureRandom();
        TimeSource time = TimeSource.system();
        try (WorkerGroup workers = new WorkerGroup(1, time)) {
            Worker worker = workers.workers().all().get(0);
            ServerLookup.Found found = ServerLookup.find(hop, worker, time, random);
            try (PhoneStack stack = new PhoneStack(workers, found, tls(), time, random);
                    RtpLine line = new RtpLine(found.local(), ports, tone, worker::execute, random)) {
                Phone.Parts parts = new Phone.Parts(
                        stack.signalling(), account(hop, found), line, worker.timers(), time, new Identifiers(random));
                String name = hop.host() + ':' + found.target().address().getPort();
                PhoneSettings settings = new PhoneSettings(user, call, answer, tone, seconds, name);
                return run(new Phone(settings, parts, output, "urn:uuid:" + UUID.randomUUID()), stack);
            }
        } catch (IOException e) {
            return refuse(output, e.getMessage());
        }
    }

    private int run(Phone phone, PhoneStack stack) throws InterruptedException, ExecutionException {
        CountDownLatch told = new CountDownLatch(1);
        Thread interrupted = Threads.named("phone-stop").newThread(() -> {
            stack.worker().execute(phone::stop);
            await(told);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        stack.worker().execute(phone::start);
        try {
            return phone.done().get().ok() ? 0 : 1;
        } finally {
            told.countDown();
            forget(interrupted);
        }
    }

    private static void await(CountDownLatch told) {
        try {
            if (!told.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending because of it
        }
    }

    private static int refuse(PhoneOutput output, String reason) {
        output.summary(new PhoneSummary(false, false, false, false, null, reason, 0, null));
        return 1;
    }

    private Account account(NextHop hop, ServerLookup.Found found) {
        boolean usualPort = hop.port() < 0 || hop.port() == hop.transport().defaultPort();
        String own = usualPort ? hop.host() : hop.host() + ':' + hop.port();
        return new Account(
                user,
                domain != null ? domain : own,
                Octets.fromUnicode(password),
                PhoneStack.target(found, hop.host()),
                List.of(),
                "Breakwater phone");
    }

    private TlsSettings tls() {
        return TlsSettings.clientOnly(authorities, !insecure);
    }

    private TransportProtocol protocol() {
        return TransportProtocol.of(transport)
                .filter(p -> p == TransportProtocol.TCP || p == TransportProtocol.UDP || p == TransportProtocol.TLS)
                .orElseThrow(() -> usage("--transport is tcp, udp or tls, not " + transport));
    }

    private int seconds() {
        int seconds = duration != null ? duration : answer ? WAIT_SECONDS : CALL_SECONDS;
        if (seconds < 1 || seconds > 86_400) {
            throw usage("--duration is a number of seconds from 1 to 86400");
        }
        return seconds;
    }

    private RtpLine.PortRange ports() {
        if (!rtpPorts.matches("\\d{1,5}-\\d{1,5}")) {
            throw usage("--rtp-ports is two numbers with a hyphen, as 16384-32767");
        }
        String[] bounds = rtpPorts.split("-");
        int first = Integer.parseInt(bounds[0]);
        int last = Integer.parseInt(bounds[1]);
        if (first < 1 || last > 65_535 || first > last) {
            throw usage("--rtp-ports goes from a lower to a higher port, 1 to 65535");
        }
        return new RtpLine.PortRange(first, last);
    }

    private NextHop hop(TransportProtocol protocol) {
        int colon = server.lastIndexOf(':');
        boolean bareIpv6 = server.indexOf(':') != colon && !server.startsWith("[");
        if (colon < 0 || bareIpv6 || server.endsWith("]")) {
            return new NextHop(bareIpv6 ? '[' + server + ']' : server, -1, protocol, false);
        }
        String digits = server.substring(colon + 1);
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65_535) {
            throw usage("--server is HOST or HOST:PORT with a port from 1 to 65535, not " + server);
        }
        return new NextHop(server.substring(0, colon), Integer.parseInt(digits), protocol, false);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
