package org.breakwater.presence.xmpp.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.presence.xmpp.component.ComponentStream.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentStreamTest {

    private static final String HEADER = "<stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' from='sip.test' id='3BF96D32'>";

    private final ComponentStream stream = new ComponentStream("sip.test", "test", 10_000);

    private List<Step> receive(String text) {
        return stream.received(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String error(String condition, String more) {
        return "<stream:error><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>" + more
                + "</stream:error>";
    }

    /** The values are those of XEP-0114, example 3. */
    @Test
    void theSecretIsProvedAndNotSent() {
        assertThat(stream.opening()).contains("to=\"sip.test\"").doesNotContain("test'");
        assertThat(receive(HEADER))
                .containsExactly(new Step.Send("<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>"));
        assertThat(receive("<handshake/>")).containsExactly(new Step.Opened());
    }

    @Test
    void stanzasAreReceivedUntilTheStreamEnds() {
        receive(HEADER + "<handshake/>");

        assertThat(receive("<message from='a@b' to='sip.test'/><iq"))
                .singleElement()
                .isInstanceOf(Step.Received.class);
        assertThat(receive("/></stream:stream>"))
                .hasSize(3)
                .last()
                .isEqualTo(new Step.Ended(false, "the server ended the stream"));
        assertThat(receive("<iq/>")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "not-authorized, the server does not take the secret: not-authorized",
        "host-unknown, the server knows no component sip.test: host-unknown",
        "conflict, another component is connected as sip.test: conflict"
    })
    void refusalsSayWhatToLookAt(String condition, String words) {
        receive(HEADER);

        assertThat(receive(error(condition, ""))).last().isEqualTo(new Step.Ended(true, words));
    }

    @Test
    void anErrorLaterIsNoRefusalUnlessItIsAConflict() {
        receive(HEADER + "<handshake/>");
        String text = "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>going down</text>";

        assertThat(receive(error("system-shutdown", text)))
                .last()
                .isEqualTo(new Step.Ended(false, "the server ends the stream: system-shutdown (going down)"));
    }

    @Test
    void stanzasBeforeTheHandshakeEndTheStream() {
        assertThat(receive(HEADER + "<message from='a@b' to='sip.test'/>"))
                .last()
                .isInstanceOfSatisfying(
                        Step.Ended.class, e -> assertThat(e.reason()).contains("before it took the handshake"));
    }

    @Test
    void whatIsNoXmlIsAnsweredByAnErrorAndTheEnd() {
        receive(HEADER + "<handshake/>");

        assertThat(receive("<message></presence>"))
                .first()
                .isEqualTo(new Step.Send("<stream:error><not-well-formed"
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>"));
    }

    @Test
    void attemptsAreRareAfterManyFailures() {
        Backoff middle = new Backoff(() -> 0.5);
        assertThat(middle.failed(false)).isEqualTo(1000);
        assertThat(middle.failed(false)).isEqualTo(2000);
        assertThat(middle.failed(true)).as("after a refusal").isEqualTo(10_000);
        for (int i = 0; i < 10; i++) {
            middle.failed(false);
        }
        assertThat(middle.failed(false)).isEqualTo(30_000);
        middle.succeeded();
        assertThat(middle.failed(false)).isEqualTo(1000);
        assertThat(new Backoff(() -> 0).failed(false)).isEqualTo(750);
        assertThat(new Backoff(() -> 0.999).failed(false)).isBetween(1240L, 1250L);
    }
}
