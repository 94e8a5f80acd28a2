package org.breakwater.presence.xmpp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.breakwater.presence.xmpp.stanza.Envelope;
import org.breakwater.presence.xmpp.stanza.ErrorCondition;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.breakwater.presence.xmpp.stanza.Stanza;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageMappingTest {

    private static final Jid JULIET = Jid.parse("j@xmpp.test/b").orElseThrow();
    private static final Jid ROMEO = Jid.parse("1001@sip.test").orElseThrow();

    private static SipText toSip(String subject, String thread, String language) {
        Envelope envelope = new Envelope(JULIET, ROMEO, "7", language);
        Stanza.Message message =
                new Stanza.Message(envelope, Stanza.Message.Type.CHAT, subject, thread, " body ", null);
        return MessageMapping.toSip(message, "sip:j@xmpp.test", "sip:1001@pbx");
    }

    @Test
    void aMessageIsAChatMessageInTheThreadOfItsCallId() {
        SipText text = new SipText("sip:1001@pbx", "sip:j@xmpp.test", "c1@host", "Obst", "de-AT", "Äpfel");

        assertThat(MessageMapping.toXmpp(text, ROMEO, JULIET.bare(), "id"))
                .isEqualTo(new Stanza.Message(
                        new Envelope(ROMEO, JULIET.bare(), "id", "de-AT"),
                        Stanza.Message.Type.CHAT,
                        "Obst",
                        "c1@host",
                        "Äpfel",
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | ''",
                "c1@host       | c1@host",
                "a-b.c{}       | a-b.c{}",
                "two words     | 74776f20776f726473",
                "ä             | c3a4",
                "a@b@c         | 6140624063"
            })
    void threadsAreCallIdsThatMayBe(String thread, String callId) {
        assertThat(toSip("", thread, "").callId()).isEqualTo(callId);
    }

    @Test
    void nothingOfAMessageBreaksAHeaderField() {
        SipText text = toSip("a\r\nRoute: <sip:evil>", "t\r\nX: y", "de\r\nX: y");

        assertThat(text.subject()).isEqualTo("a Route: <sip:evil>");
        assertThat(text.callId()).matches("[0-9a-f]+");
        assertThat(text.language()).isEmpty();
        assertThat(text.body()).isEqualTo(" body ");
        assertThat(toSip("", "t".repeat(129), "").callId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ITEM_NOT_FOUND, 404",
        "SERVICE_UNAVAILABLE, 480",
        "RECIPIENT_UNAVAILABLE, 480",
        "FORBIDDEN, 403",
        "REMOTE_SERVER_NOT_FOUND, 404",
        "REMOTE_SERVER_TIMEOUT, 408",
        "FEATURE_NOT_IMPLEMENTED, 501",
        "BAD_REQUEST, 400",
        "UNDEFINED_CONDITION, 400",
        "GONE, 410"
    })
    void errorsAreStatuses(ErrorCondition condition, int status) {
        assertThat(FailureMapping.toSip(condition)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "302, REDIRECT",
        "400, BAD_REQUEST",
        "403, FORBIDDEN",
        "404, ITEM_NOT_FOUND",
        "408, REMOTE_SERVER_TIMEOUT",
        "415, NOT_ACCEPTABLE",
        "480, RECIPIENT_UNAVAILABLE",
        "486, RECIPIENT_UNAVAILABLE",
        "500, INTERNAL_SERVER_ERROR",
        "503, SERVICE_UNAVAILABLE",
        "599, INTERNAL_SERVER_ERROR",
        "603, SERVICE_UNAVAILABLE",
        "604, ITEM_NOT_FOUND"
    })
    void statusesAreErrors(int status, ErrorCondition condition) {
        assertThat(FailureMapping.toXmpp(status)).isEqualTo(condition);
    }

    @Test
    void everyFailureHasACounterpart() {
        assertThat(Arrays.stream(ErrorCondition.values()).map(FailureMapping::toSip))
                .allMatch(status -> status >= 400 && status < 600);
        assertThat(IntStream.range(300, 700).mapToObj(FailureMapping::toXmpp)).doesNotContainNull();
    }
}
