package org.breakwater.presence.xmpp.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFramerTest {

    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
            + " xmlns:stream='http://etherx.jabber.org/streams' id='3&amp;4' from='sip.test'>";

    private static List<StreamPiece> feed(String text, int chunk) throws StreamException {
        StreamFramer framer = new StreamFramer(1000);
        List<StreamPiece> pieces = new ArrayList<>();
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i += chunk) {
            pieces.addAll(framer.feed(java.util.Arrays.copyOfRange(octets, i, Math.min(octets.length, i + chunk))));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10_000})
    void elementsAreFoundHoweverTheyArrive(int chunk) throws Exception {
        String message = "<message a=\"/>'<\" b='\">'><body>1 &lt; 2 ü</body><x/><y><![CDATA[</y>]]]]></y></message>"
                .replace("\"/>'<\"", "\"/>'\"");
        List<StreamPiece> pieces = feed(HEADER + " \n" + message + " <presence/>\r\n<iq></iq></stream:stream>", chunk);

        assertThat(pieces)
                .containsExactly(
                        new StreamPiece.Opened("3&4", "sip.test"),
                        new StreamPiece.Whole(message),
                        new StreamPiece.Whole("<presence/>"),
                        new StreamPiece.Whole("<iq></iq>"),
                        new StreamPiece.Closed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<message><!-- c --></message> | restricted-xml",
                "<!-- c -->                    | restricted-xml",
                "<!DOCTYPE a>                  | restricted-xml",
                "<?p i?>                       | restricted-xml",
                "<message><?p i?></message>    | restricted-xml",
                "<message><![CDAT[x]]>         | restricted-xml",
                "text                          | not-well-formed",
                "<message <a/>                 | not-well-formed",
                "<>                            | not-well-formed",
                "</stream:stream><a/>          | not-well-formed"
            })
    void whatMayNotBeEndsTheStream(String text, String condition) {
        assertThatThrownBy(() -> feed(HEADER + text, 3))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.condition()).isEqualTo(condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<stream xmlns='jabber:client'>",
                "<stream:stream xmlns='jabber:component:accept'>",
                "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>",
                "</stream:stream>",
                "HTTP/1.1 400 Bad Request",
                "<?xml version='1.0'?><?xml version='1.0'?>"
            })
    void otherBeginningsAreRefused(String text) {
        assertThatThrownBy(() -> feed(text, 100)).isInstanceOf(StreamException.class);
    }

    @Test
    void elementsBeyondTheBoundEndTheStreamBeforeTheyAreWhole() {
        String endless = "<message><body>" + "x".repeat(2000);

        assertThatThrownBy(() -> feed(HEADER + endless, 100))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.condition()).isEqualTo("policy-violation"))
                .hasMessageContaining("longer than 1000 octets");
    }

    @Test
    void whatIsNotUtf8EndsTheStream() throws Exception {
        StreamFramer framer = new StreamFramer(1000);
        framer.feed(HEADER.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> framer.feed("<a>\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.condition()).isEqualTo("unsupported-encoding"));
    }

    /** Where stanzas are cut does not depend on where the network cuts. */
    @Test
    void randomCutsGiveTheSameElements() throws Exception {
        StringBuilder all = new StringBuilder(HEADER);
        for (int i = 0; i < 200; i++) {
            all.append("<m n='").append(i).append("'><b>").append("ü".repeat(i)).append("</b><c/></m>");
        }
        List<StreamPiece> whole = feed(all.toString(), Integer.MAX_VALUE / 2);
        assertThat(whole).hasSize(201);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            assertThat(feed(all.toString(), 1 + random.nextInt(400))).isEqualTo(whole);
        }
    }
}
