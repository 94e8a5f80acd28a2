package org.breakwater.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageParserTest {

    private static final String HEAD = "OPTIONS sip:a@b SIP/2.0\r\n";

    @Test
    void lineFeedsAloneEndLines() throws SipParseException {
        // When
        SipMessage m = parse("OPTIONS sip:a@b SIP/2.0\nSubject: x\n  y\nl: 2\n\nok");

        // Then
        assertThat(m.header("Subject")).isEqualTo("x y");
        assertThat(m.body()).isEqualTo("ok");
        assertThat(m.fault()).isNull();
    }

    @Test
    void emptyLinesBeforeTheStartLineAreSkipped() throws SipParseException {
        assertThat(parse("\r\n\r\n" + HEAD + "\r\n").method()).isEqualTo(Method.OPTIONS);
    }

    @Test
    void namesMayBeAnyTokenInAnyCaseWithBlanksBeforeTheColon() throws SipParseException {
        // When
        SipMessage m = parse(HEAD + "x-!%*_+`'~. \t: 1\r\nVIA:a\r\nv : b\r\ncontent-TYPE:text/plain\r\n\r\n");

        // Then
        assertThat(m.header("X-!%*_+`'~.")).isEqualTo("1");
        assertThat(m.index().count(HeaderName.VIA)).isEqualTo(2);
        assertThat(m.header(HeaderName.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(m.index().nameText(2)).isEqualTo("v");
    }

    @Test
    void foldedValuesBecomeOneLine() throws SipParseException {
        // When
        SipMessage m = parse(HEAD + "Subject:\r\n\tfirst\r\n \t second  \r\n   \r\nTo: x\r\n\r\n");

        // Then
        assertThat(m.header("s")).isEqualTo("first second");
        assertThat(m.header("To")).isEqualTo("x");
    }

    @Test
    void emptyValueIsEmptyNotAbsent() throws SipParseException {
        SipMessage m = parse(HEAD + "Subject:\r\nSupported:  \r\n\r\n");
        assertThat(m.header("Subject")).isEmpty();
        assertThat(m.values(HeaderName.SUPPORTED)).isEmpty();
        assertThat(m.header("Date")).isNull();
    }

    @Test
    void octetsBeyondContentLengthAreLeftOut() throws SipParseException {
        // When
        SipMessage m = parse(HEAD + "l: 2\r\nSubject: x\r\n\r\nokREGISTER");

        // Then
        assertThat(m.body()).isEqualTo("ok");
        assertThat(m.toString()).endsWith("\r\n\r\nok");
        assertThat(m.header("Subject")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPTIONS sip:a@b SIP/2.0~no colon here~|400|Malformed header field name",
                "OPTIONS sip:a@b SIP/2.0~: x~|400|Malformed header field name",
                "OPTIONS sip:a@b SIP/2.0~ folded~|400|Malformed header field name",
                "OPTIONS sip:a@b SIP/2.0~Bad\u0001Name: x~|400|Malformed header field name",
                "OPTIONS sip:a@b SIP/2.0~X: a^b~|400|Carriage return within a line",
                "OPTIONS sip:a@b SIP/7.0~|505|Version Not Supported",
                "OPTIONS sip:a@b SIP/7.0~no colon~|505|Version Not Supported",
                "OPTIONS sip:a@b SIP/2.0~l: -1~|400|Malformed Content-Length header",
                "OPTIONS sip:a@b SIP/2.0~l:~|400|Malformed Content-Length header",
                "OPTIONS sip:a@b SIP/2.0~l: 99999999999999999999~|400|Content-Length larger than the message",
            })
    void faultyMessagesKeepTheirGoodFields(String text, int status, String reason) throws SipParseException {
        // When
        SipMessage m = parse(text.replace("~", "\r\n").replace('^', '\r') + "Call-ID: c\r\n\r\n");

        // Then
        assertThat(m.callId()).isEqualTo("c");
        assertThat(m.fault()).hasMessage(reason);
        assertThat(m.fault().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "hello",
        "OPTIONS",
        "OPTIONS sip:a@b",
        "OPTIONS SIP/2.0",
        "GET / HTTP/1.1",
        "OP@IONS sip:a@b SIP/2.0",
        "SIP/2.0 99 x",
        "SIP/2.0 700 x",
        "SIP/2.0 2000 x",
        "SIP/2.0 20 x",
        "SIP/3.0 200 OK",
    })
    void whatHasNoStartLineIsNoMessage(String line) {
        assertThatThrownBy(() -> parse(line + "\r\n\r\n")).isInstanceOf(SipParseException.class);
    }

    @Test
    void sizeAndNumberOfFieldsAreBounded() {
        assertThatThrownBy(() -> parse(HEAD + "X: y\r\n".repeat(257) + "\r\n")).hasMessage("Too many header fields");
        assertThatThrownBy(() -> parse(HEAD + "X: " + "y".repeat(65536) + "\r\n\r\n"))
                .hasMessage("Message Too Large");
    }

    @ParameterizedTest
    @EnumSource(HeaderName.class)
    void everyNameIsFoundInEveryCase(HeaderName name) {
        if (name == HeaderName.EXTENSION) {
            assertThat(HeaderName.of("")).isEqualTo(name);
            return;
        }
        assertThat(HeaderName.of(name.wireName())).isEqualTo(name);
        assertThat(HeaderName.of(name.wireName().toUpperCase())).isEqualTo(name);
        assertThat(HeaderName.of(name.wireName() + 'x')).isEqualTo(HeaderName.EXTENSION);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void everyMethodIsFoundByItsExactName(Method method) {
        byte[] token = Octets.bytes(method.name());
        byte[] lower = Octets.bytes(method.name().toLowerCase());
        assertThat(Method.of(token, 0, token.length)).isEqualTo(method);
        assertThat(Method.of(lower, 0, lower.length)).isEqualTo(Method.OTHER);
    }

    private static SipMessage parse(String text) throws SipParseException {
        return SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
    }
}
