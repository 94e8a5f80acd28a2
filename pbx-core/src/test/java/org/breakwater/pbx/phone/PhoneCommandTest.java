package org.breakwater.pbx.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PhoneCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--server pbx:0, --server is HOST or HOST:PORT",
        "--server pbx:x, --server is HOST or HOST:PORT",
        "--server pbx --transport pigeon, '--transport is tcp, udp or tls, not pigeon'",
        "--server pbx --duration 0, --duration is a number of seconds",
        "--server pbx --rtp-ports 5, --rtp-ports is two numbers",
        "--server pbx --rtp-ports 9-5, --rtp-ports goes from a lower",
        "--server pbx --call 1 --answer, --call and --answer exclude each other",
        "--call 5, Missing required option"
    })
    void wrongUsageIsExplainedWithExitCode2(String options, String message) {
        assertThat(execute(("--user u --password p " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void serverThatRefusesConnectionsIsNamedWithExitCode1() {
        int code =
                execute("--user", "u", "--password", "p", "--server", "127.0.0.1:24199", "--rtp-ports", "24200-24999");
        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("registration failed: no answer from 127.0.0.1:24199: connection refused")
                .contains("result         failed: ");
    }

    @Test
    void nameThatDoesNotResolveIsTold() {
        int code = execute("--user", "u", "--password", "p", "--server", "phones.invalid", "--json");
        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("\"reason\":\"no address found for phones.invalid: ");
    }

    private int execute(String... arguments) {
        return new CommandLine(new PhoneCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
