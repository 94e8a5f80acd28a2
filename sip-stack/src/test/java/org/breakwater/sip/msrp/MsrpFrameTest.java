package org.breakwater.sip.msrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MsrpFrameTest {

    private static final String RELAY = "msrp://relay:2855/s1;tcp";
    private static final String ALICE = "msrp://alice:9/a;tcp";
    private static final String BOB = "msrp://bob:9/b;tcp";

    private static MsrpFrame frame(String text) throws SipParseException {
        return MsrpFrame.parse(Octets.bytes(text));
    }

    private static String send(String to, String from) {
        return "MSRP d93kswow SEND\r\nTo-Path: " + to + "\r\nFrom-Path: " + from
                + "\r\nMessage-ID: 12339sdqwer\r\nByte-Range: 1-16/16\r\nContent-Type: text/plain\r\n\r\n"
                + "Hi, I'm Alice!\r\n-------d93kswow+\r\n";
    }

    @Test
    void partsOfARequestAreFound() throws SipParseException {
        MsrpFrame frame = frame(send(RELAY + " " + BOB, ALICE));
        assertThat(frame.isRequest()).isTrue();
        assertThat(frame.is("SEND")).isTrue();
        assertThat(frame.is("SENDER")).isFalse();
        assertThat(frame.type()).isEqualTo("SEND");
        assertThat(frame.transaction()).isEqualTo("d93kswow");
        assertThat(frame.comment()).isEmpty();
        assertThat(frame.header("byte-range")).isEqualTo("1-16/16");
        assertThat(frame.header("Byte")).isNull();
        assertThat(frame.headerLine("Message-ID")).isEqualTo("Message-ID: 12339sdqwer\r\n");
        assertThat(frame.body()).isEqualTo("Hi, I'm Alice!\r\n");
        assertThat(frame.bodyLength()).isEqualTo(16);
        assertThat(frame.flag()).isEqualTo('+');
        assertThat(frame.toPath().size()).isEqualTo(2);
        assertThat(frame.toPath().first()).isEqualTo(RELAY);
        assertThat(frame.toPath().second()).isEqualTo(BOB);
        assertThat(frame.fromPath().second()).isNull();
        assertThat(frame.headers()).startsWith("To-Path: ").endsWith("Content-Type: text/plain\r\n");
        assertThat(frame.head()).isEqualTo("MSRP d93kswow SEND\r\n" + frame.headers());
    }

    @ParameterizedTest
    @CsvSource({"200 OK, 200, OK", "481 No such session, 481, No such session", "413, 413, ''"})
    void partsOfAReplyAreFound(String line, String code, String comment) throws SipParseException {
        MsrpFrame frame =
                frame("MSRP abcd " + line + "\r\nTo-Path: " + ALICE + "\r\nFrom-Path: " + BOB + "\r\n-------abcd$\r\n");
        assertThat(frame.isRequest()).isFalse();
        assertThat(frame.type()).isEqualTo(code);
        assertThat(frame.comment()).isEqualTo(comment);
        assertThat(frame.hasBody()).isFalse();
        assertThat(frame.bodyLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, msrp://relay:2855/s1;tcp msrp://bob:9/b;tcp",
        "2, msrp://relay:2855/s1;tcp   msrp://bob:9/b;tcp",
        "3, msrp://relay:2855/s1;tcp msrp://r2/x;tcp msrp://bob:9/b;tcp"
    })
    void theFirstUriOfToPathBecomesTheFirstOfFromPathAndAllElseStays(int number, String to) throws SipParseException {
        String rest = to.substring(to.indexOf(' ')).strip();
        String relayed = Octets.text(
                frame(send(to, ALICE)).relayed(), 0, frame(send(to, ALICE)).relayed().length);
        assertThat(relayed).as("path " + number).isEqualTo(send(rest, RELAY + " " + ALICE));
    }

    @ParameterizedTest
    @CsvSource({"msrp://relay:2855/s1;tcp", "'msrp://relay:2855/s1;tcp  '"})
    void aPathThatEndsHereLeadsNoFurther(String to) throws SipParseException {
        assertThat(frame(send(to, ALICE)).relayed()).isNull();
    }

    static Stream<String> broken() {
        String paths = "To-Path: " + RELAY + "\r\nFrom-Path: " + ALICE + "\r\n";
        String end = "-------abcd$\r\n";
        return Stream.of(
                "",
                "MSRP abcd SEND\r\n",
                "MSRP abcd SEND\r\n" + end,
                "MSRP abcd SEND\r\nTo-Path: " + RELAY + "\r\n" + end,
                "MSRP abcd SEND\r\nFrom-Path: " + ALICE + "\r\nTo-Path: " + RELAY + "\r\n" + end,
                "MSRP abcd SEND\r\n" + paths + "To-Path: " + RELAY + "\r\n" + end,
                "MSRP abcd SEND\r\n" + paths + "from-path: " + ALICE + "\r\n" + end,
                "MSRP abcd SEND\r\nTo-Path:  \r\nFrom-Path: " + ALICE + "\r\n" + end,
                "MSRP abcd SEND\r\n" + paths + "no name\r\n" + end,
                "MSRP abcd SEND\r\n" + paths + "A: b\nC: d\r\n" + end,
                "MSRP abcd SEND\r\n" + paths + "A: b\rC: d\r\n" + end,
                "MSRP abcd SEND\r\n" + paths + "A: b\u0000\r\n" + end,
                "MSRP abcd SEND now\r\n" + paths + end,
                "MSRP abcd 2000 OK\r\n" + paths + end,
                "MSRP abcd  SEND\r\n" + paths + end,
                "MSRP abcd SEND\r\n" + paths + "-------abce$\r\n",
                "MSRP abcd SEND\r\n" + paths + "-------abcd!\r\n",
                "MSRP abcd SEND\r\n" + paths + "-------abcd$\n",
                "SIP abcd SEND\r\n" + paths + end);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsNoFrameIsRefused(String text) {
        assertThatThrownBy(() -> frame(text)).isInstanceOf(SipParseException.class);
    }

    @Test
    void aReplyGoesBackOneHopAndThatToAuthAllTheWay() throws SipParseException {
        MsrpFrame send = frame(send(RELAY + " " + BOB, "msrp://r0/x;tcp " + ALICE));
        String ok = Octets.text(MsrpReply.to(send, "200", "OK", ""), 0, MsrpReply.to(send, "200", "OK", "").length);
        assertThat(ok)
                .isEqualTo("MSRP d93kswow 200 OK\r\nTo-Path: msrp://r0/x;tcp\r\nFrom-Path: " + RELAY
                        + "\r\nMessage-ID: 12339sdqwer\r\n-------d93kswow$\r\n");
        MsrpFrame auth = frame("MSRP abcd AUTH\r\nTo-Path: " + RELAY + "\r\nFrom-Path: msrp://r0/x;tcp " + ALICE
                + "\r\n-------abcd$\r\n");
        byte[] answer = MsrpReply.to(auth, "200", "OK", "Use-Path: u\r\n");
        assertThat(frame(Octets.text(answer, 0, answer.length)).toPath().text()).isEqualTo("msrp://r0/x;tcp " + ALICE);
        assertThat(frame(Octets.text(answer, 0, answer.length)).header("Use-Path"))
                .isEqualTo("u");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "Failure-Report: yes, true", "Failure-Report: partial, true", "Failure-Report: no, false"})
    void aLostSendIsReportedUnlessItsSenderWantsNone(String field, boolean reported) throws SipParseException {
        String text = send(RELAY + " " + BOB, ALICE);
        byte[] report = MsrpReply.failure(
                frame(field.isEmpty() ? text : text.replace("Byte-Range", field + "\r\nByte-Range")),
                "r1r2",
                "408 Lost");
        assertThat(report != null).isEqualTo(reported);
        if (reported) {
            MsrpFrame read = MsrpFrame.parse(report);
            assertThat(read.is("REPORT")).isTrue();
            assertThat(read.toPath().text()).isEqualTo(ALICE);
            assertThat(read.header("Status")).isEqualTo("000 408 Lost");
            assertThat(read.header("Byte-Range")).isEqualTo("1-16/16");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "msrp://h, msrp, '', h, '', '', '', '', 2855, false",
        "MSRPS://h:9/s;tcp, MSRPS, '', h, 9, s, tcp, '', 9, true",
        "msrp://u@h:9/s;ws;a=b, msrp, u, h, 9, s, ws, a=b, 9, false",
        "msrp://u;p@127.0.0.1/s, msrp, u;p, 127.0.0.1, '', s, '', '', 2855, false",
        "msrp://[2001:db8::1]:7/s;tcp, msrp, '', [2001:db8::1], 7, s, tcp, '', 7, false",
        "msrp://[2001:db8::1];tcp, msrp, '', [2001:db8::1], '', '', tcp, '', 2855, false"
    })
    void uriPartsAreFound(
            String text,
            String scheme,
            String userInfo,
            String host,
            String port,
            String session,
            String transport,
            String params,
            int number,
            boolean secure)
            throws SipParseException {
        MsrpUri uri = MsrpUri.parse(text);
        assertThat(uri).isEqualTo(new MsrpUri(scheme, userInfo, host, port, session, transport, params));
        assertThat(uri.portOrDefault()).isEqualTo(number);
        assertThat(uri.isSecure()).isEqualTo(secure);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "sip:h",
        "msrp:h",
        "msrp://",
        "msrp:///s",
        "msrp://h:0",
        "msrp://h:65536",
        "msrp://h:x/s",
        "msrp://u@/s"
    })
    void whatIsNoUriIsRefused(String text) {
        assertThatThrownBy(() -> MsrpUri.parse(text)).isInstanceOf(SipParseException.class);
    }
}
