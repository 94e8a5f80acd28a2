package org.breakwater.lifeguard.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.syntax.ParseOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Main servers over TCP: believed by their address, passed over at once when they refuse. The trunk is allowed UDP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class LifeGuardTcpTest {

    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 41_660);
    private static final InetSocketAddress FIRST = new InetSocketAddress("127.0.0.2", 41_601);
    private static final InetSocketAddress SECOND = new InetSocketAddress("127.0.0.2", 41_602);

    private Path home;
    private TcpMain first;
    private TcpMain second;
    private LifeGuard guard;
    private TestPhone anna;
    private TestPhone bert;
    private TestPhone trunk;

    @BeforeAll
    void startBesideTwoMains(@TempDir Path folder) throws Exception {
        home = folder;
        Foundation.prepareHome(home);
        BranchDisk.fill(home, "sip:127.0.0.3:41690;transport=udp");
        Files.writeString(
                home.resolve("lifeguard.yaml"),
                "site: paris\nmains: [\"sip:127.0.0.2:41601;transport=tcp\", \"sip:127.0.0.2:41602;transport=tcp\"]\n");
        first = new TcpMain(FIRST);
        second = new TcpMain(SECOND);
        guard = LifeGuard.start(new RunOptions(
                home,
                null,
                List.of("tcp:127.0.0.1:41660", "udp:127.0.0.1:41660"),
                new ParseOptions(List.of(), List.of(), n -> null)));
        anna = new TestPhone("1001", "pw-1001", SERVER, 41_671);
        bert = new TestPhone("1002", "pw-1002", SERVER, 41_672);
        trunk = new TestPhone("trunk", "", SERVER, new InetSocketAddress("127.0.0.3", 41_690));
        for (TestPhone phone : List.of(anna, bert)) {
            assertThat(phone.register()).isEqualTo(200);
        }
        awaitBothMains();
    }

    private void awaitBothMains() throws Exception {
        while (!status().path("evidence")
                        .asText()
                        .contains("41601;transport=tcp answers; sip:127.0.0.2:41602;" + "transport=tcp answers")
                || !status().path("verdict").asText().equals("CONNECTED")) {
            bert.register(); // each takes a moment
        }
    }

    private JsonNode status() throws Exception {
        return new ControlClient(home.resolve("control.sock")).call("status", Map.of());
    }

    @AfterAll
    void stop() throws Exception {
        List.of(anna, bert, trunk).forEach(TestPhone::close);
        guard.stop();
        first.close();
        second.close();
    }

    private static Thread busy(TestPhone phone) {
        Thread answering = Threads.named("callee").newThread(() -> {
            try {
                phone.answer(phone.awaitRequest("INVITE"), 486, "Busy Here");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        answering.start();
        return answering;
    }

    @Test
    void aMainServerReachesPhonesWithoutPassword() throws Exception {
        Thread callee = busy(bert);
        assertThat(TcpMain.call("127.0.0.2", SERVER, "1002")).isEqualTo(486);
        callee.join();
    }

    @Test
    void anotherAddressNeedsOne() throws Exception {
        assertThat(TcpMain.call("127.0.0.5", SERVER, "1002")).isEqualTo(407);
    }

    @Test
    void aTrunkThatIsAllowedUdpReachesPhones() throws Exception {
        Thread callee = busy(bert);
        assertThat(TestPhone.status(trunk.request("INVITE", "1002", ""))).isEqualTo(486);
        callee.join();
        assertThat(status().path("not_believed")).isEmpty();
    }

    @Test
    void aCallThatBothMainsRefuseIsAtTheTrunkAtOnce() throws Exception {
        first.close();
        second.close();
        long before = TimeSource.system().monotonicNanos();
        Thread callee = busy(trunk);
        assertThat(TestPhone.status(anna.request("INVITE", "00331234567", ""))).isEqualTo(486);
        callee.join();
        long millis = (TimeSource.system().monotonicNanos() - before) / 1_000_000;
        System.out.println("a call that two mains refuse is answered at the trunk after: " + millis + " ms");
        assertThat(millis).isLessThan(2_000);
        first = new TcpMain(FIRST);
        second = new TcpMain(SECOND);
        awaitBothMains();
    }
}
