package org.breakwater.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlSocketTest {

    @TempDir
    private Path home;

    private final ManualTime time = new ManualTime();

    @Test
    void commandTravelsThereAndItsResultBack() throws Exception {
        try (ControlServer server = new ControlServer(socket(), time)) {
            server.add("echo", arguments -> Map.of("got", arguments, "list", List.of(1, 2)))
                    .start();

            assertThat(new ControlClient(socket())
                            .call("echo", Map.of("name", "Zoë\n\""))
                            .toString())
                    .contains("\"got\":{\"name\":\"Zoë\\n\\\"\"}", "\"list\":[1,2]");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-rw----");
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    void refusalUnknownCommandAndFaultReachTheUserAsSentences() throws Exception {
        try (ControlServer server = new ControlServer(socket(), time)) {
            server.add("refuse", a -> {
                        throw new ControlException("there is no user bob");
                    })
                    .add("break", a -> {
                        throw new IllegalStateException("secret detail");
                    })
                    .start();
            ControlClient client = new ControlClient(socket());

            assertThatThrownBy(() -> client.call("refuse", Map.of()))
                    .isInstanceOf(ControlException.class)
                    .hasMessage("there is no user bob");
            assertThatThrownBy(() -> client.call("nosuch", Map.of()))
                    .hasMessageContaining("does not know this command");
            assertThatThrownBy(() -> client.call("break", Map.of()))
                    .hasMessageContaining("its log says more")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void withoutServerTheClientSaysSo() {
        assertThat(ControlClient.isAlive(socket())).isFalse();
        assertThatThrownBy(() -> new ControlClient(socket()).call("status", Map.of()))
                .isInstanceOf(ControlClient.NoServerException.class)
                .hasMessage("no server is running in " + home);
    }

    @Test
    void socketOfADeadServerIsReplacedThatOfALivingOneIsNot() throws Exception {
        Files.createFile(socket());
        try (ControlServer server = new ControlServer(socket(), time)) {
            server.start();
            assertThat(ControlClient.isAlive(socket())).isTrue();

            try (ControlServer second = new ControlServer(home.resolve("control.sock"), time)) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("another server");
            }
            assertThat(ControlClient.isAlive(socket())).isTrue();
        }
    }

    @Test
    void commandNameIsTakenOnce() {
        try (ControlServer server = new ControlServer(socket(), time).add("a", x -> null)) {
            assertThatThrownBy(() -> server.add("a", x -> null)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Path socket() {
        return home.resolve("control.sock");
    }
}
