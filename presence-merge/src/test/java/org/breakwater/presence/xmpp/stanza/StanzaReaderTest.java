package org.breakwater.presence.xmpp.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {

    private static final String ADDRESSES = " from='juliet@xmpp.test/b' to='1001@sip.test'";

    private static Optional<Stanza> read(String text) throws StreamException {
        return StanzaReader.stanza(StanzaReader.element(text));
    }

    private static Stanza one(String text) throws StreamException {
        return read(text).orElseThrow();
    }

    /** What is written of a stanza is read the same, and written the same again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence from=\"juliet@xmpp.test/b\" to=\"1001@sip.test\"/>",
                "<presence from=\"juliet@xmpp.test/b\" to=\"1001@sip.test\" id=\"7\" xml:lang=\"de\"><show>dnd</show>"
                        + "<status>bei &lt;Tisch&gt; &amp;</status><priority>-5</priority></presence>",
                "<presence from=\"a@b\" to=\"c@d\" type=\"unsubscribed\"/>",
                "<presence from=\"a@b\" to=\"c@d\" type=\"error\"><error type=\"cancel\"><remote-server-not-found"
                        + " xmlns=\"urn:ietf:params:xml:ns:xmpp-stanzas\"/></error></presence>",
                "<message from=\"a@b/c\" to=\"c@d\" id=\"1\" type=\"chat\"><subject>s</subject><body>  two\n lines </body>"
                        + "<thread>t</thread></message>",
                "<message from=\"a@b\" to=\"c@d\"><body>x</body></message>",
                "<iq from=\"a@b\" to=\"d\" id=\"1\" type=\"error\"><error type=\"cancel\"><gone"
                        + " xmlns=\"urn:ietf:params:xml:ns:xmpp-stanzas\"/></error></iq>",
                "<iq from=\"a@b\" to=\"d\" id=\"1\" type=\"get\"><ping xmlns=\"urn:xmpp:ping\"/></iq>"
            })
    void stanzasAreReadAsTheyAreWritten(String text) throws Exception {
        assertThat(StanzaWriter.text(one(text))).isEqualTo(text);
    }

    @Test
    void whatIsMissingHasItsDefault() throws Exception {
        assertThat(one("<message" + ADDRESSES + " type='picture'/>"))
                .isInstanceOfSatisfying(
                        Stanza.Message.class, m -> assertThat(m.type()).isEqualTo(Stanza.Message.Type.NORMAL));
        assertThat(one("<presence" + ADDRESSES + "><show>there</show><priority>200</priority></presence>"))
                .isInstanceOfSatisfying(Stanza.Presence.class, p -> {
                    assertThat(p.show()).isEqualTo(Stanza.Presence.Show.ONLINE);
                    assertThat(p.priority()).isZero();
                });
        assertThat(one("<message" + ADDRESSES + " type='error'><error/></message>"))
                .isInstanceOfSatisfying(
                        Stanza.Message.class, m -> assertThat(m.error()).isEqualTo(ErrorCondition.UNDEFINED_CONDITION));
    }

    @Test
    void elementsOfOtherNamespacesAreNotTaken() throws Exception {
        String html = "<html xmlns='http://jabber.org/protocol/xhttp-im'><body>bold</body></html>";
        assertThat(one("<message" + ADDRESSES + ">" + html
                        + "<body>plain</body><body xml:lang='fr'>clair</body></message>"))
                .isInstanceOfSatisfying(
                        Stanza.Message.class, m -> assertThat(m.body()).isEqualTo("plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence from='a@b'/>",
                "<presence to='a@b'/>",
                "<presence from='@' to='a@b'/>",
                "<presence from='a@b' to='a@b' type='available'/>",
                "<presence from='a@b' to='a@b' type='odd'/>",
                "<presence from='a@b' to='a@b' xmlns='jabber:client'/>",
                "<iq from='a@b' to='a@b'/>",
                "<handshake/>"
            })
    void othersAreNoStanzas(String text) throws Exception {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a></b>", "<a b='1' b='2'/>", "<a>&e;</a>", "<a>&#0;</a>", "<p:a/>", "<a/><b/>", "a"})
    void brokenElementsEndTheStream(String text) {
        assertThatThrownBy(() -> StanzaReader.element(text))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.condition()).isEqualTo("not-well-formed"));
    }

    @Test
    void deepElementsEndTheStream() {
        assertThatThrownBy(() -> StanzaReader.element("<a>".repeat(40) + "</a>".repeat(40)))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void charactersXmlCannotHoldAreReplaced() {
        Jid jid = Jid.parse("a@b").orElseThrow();
        Stanza.Message message = new Stanza.Message(
                Envelope.of(jid, jid), Stanza.Message.Type.CHAT, "", "", "bell \u0007 and \uD800", null);

        assertThat(StanzaWriter.text(message)).contains("<body>bell \uFFFD and \uFFFD</body>");
    }
}
