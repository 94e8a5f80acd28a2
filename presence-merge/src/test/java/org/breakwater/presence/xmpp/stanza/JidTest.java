package org.breakwater.presence.xmpp.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Juliet@XMPP.example/Balcony | juliet@xmpp.example/Balcony",
                "xmpp.example                | xmpp.example",
                "xmpp.example.               | xmpp.example",
                "xmpp.example/a@b/c          | xmpp.example/a@b/c",
                "ÄNNE@xmpp.example           | änne@xmpp.example",
                "a@[::1]                     | a@[::1]"
            })
    void equalAddressesAreSpelledAlike(String text, String expected) {
        assertThat(Jid.parse(text)).hasValueSatisfying(jid -> assertThat(jid).hasToString(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@x", "a@", "a@b/", "a b@c", "a:b@c", "a@b c", "a<b@c", "a@b@c", "a\u0000@b", "a@b/\u0007"})
    void othersAreNone(String text) {
        assertThat(Jid.parse(text)).isEmpty();
    }

    @Test
    void longAddressesAreNone() {
        assertThat(Jid.parse("a".repeat(1023) + "@b")).isPresent();
        assertThat(Jid.parse("a".repeat(1024) + "@b")).isEmpty();
        assertThat(Jid.parse("a@b/" + "ü".repeat(512))).isEmpty();
    }
}
