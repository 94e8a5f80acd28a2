package org.breakwater.pbx.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.agent.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTextTest {

    private final FailureText text = new FailureText("pbx:5061");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connection failed: Connection refused: /127.0.0.1:5061 | no answer from pbx:5061: connection refused",
                "Connection failed: connection timed out after 5000 ms | no answer from pbx:5061: timed out",
                "Connection failed: Network is unreachable | no answer from pbx:5061: Network is unreachable",
                "Connection closed | Connection closed",
                "TLS handshake failed: Received fatal alert: protocol_version "
                        + "| no TLS with pbx:5061: Received fatal alert: protocol_version",
                "TLS handshake failed: PKIX: unable to find valid certification path to requested target "
                        + "| the TLS certificate of pbx:5061 is signed by nobody trusted here; "
                        + "name its authority by --ca FILE, or check nothing by --insecure",
                "TLS handshake failed: No subject alternative DNS name matching pbx found. "
                        + "| the TLS certificate of pbx:5061 is for another name: "
                        + "No subject alternative DNS name matching pbx found."
            })
    void reasonsOfTheNetworkBecomeSentences(String reason, String sentence) {
        assertThat(text.of(Failure.unreachable(reason))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "404, Not Found, '404 Not Found: nobody there has this number, or nobody is registered with it'",
        "500, Server Internal Error, 500 Server Internal Error"
    })
    void responsesAreToldWithAHintWhereThereIsOne(int status, String reason, String sentence) {
        assertThat(text.of(new Failure(status, reason, null, false))).isEqualTo(sentence);
    }
}
