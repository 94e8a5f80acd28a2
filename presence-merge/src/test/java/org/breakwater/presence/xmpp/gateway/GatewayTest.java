package org.breakwater.presence.xmpp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.presence.xmpp.gateway.Roster.Direction;
import org.breakwater.presence.xmpp.gateway.Roster.Row;
import org.breakwater.presence.xmpp.mapping.SipText;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {

    private static final Jid JULIET = Jid.parse("juliet@xmpp.test").orElseThrow();
    private static final Jid SELF = Jid.parse("1001@sip.test").orElseThrow();
    private static final String TO_1001 = " from='juliet@xmpp.test/b' to='1001@sip.test'";
    private static final String TO_JULIET = " from=\"1001@sip.test\" to=\"juliet@xmpp.test\"";
    private static final String SHOWN = " from=\"1001@sip.test/sip\" to=\"juliet@xmpp.test\"";
    private static final SipText TEXT = new SipText("sip:1001@pbx", "sip:juliet@xmpp.test", "c1", "", "", "hello");

    private final Sides sides = new Sides();
    private final List<Integer> statuses = new ArrayList<>();

    private static void presence(Gateway gateway, String attributes, String children) {
        gateway.received(Sides.stanza("<presence" + attributes + ">" + children + "</presence>"));
    }

    @Test
    void whoAddsASipUserIsAgreedToAndShownWhatTheyDo() {
        Gateway gateway = sides.connected();

        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribe'", "");
        assertThat(sides.sent())
                .containsExactly(
                        "<presence" + TO_JULIET + " type=\"subscribed\"/>",
                        "<presence" + SHOWN + " type=\"unavailable\"/>");
        assertThat(sides.kept).containsExactly(new Row(Direction.FROM_XMPP, "1001", JULIET, true));

        sides.is("1001", Sides.open());
        gateway.changed("sip:1001@pbx");
        gateway.changed("sip:1001@pbx");
        gateway.changed("sip:1002@pbx");
        assertThat(sides.sent()).as("once").containsExactly("<presence" + SHOWN + "/>");

        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='unsubscribe'", "");
        assertThat(sides.sent())
                .containsExactly(
                        "<presence" + SHOWN + " type=\"unavailable\"/>",
                        "<presence" + TO_JULIET + " type=\"unsubscribed\"/>");
        assertThat(sides.kept).isEmpty();
        gateway.changed("sip:1001@pbx");
        assertThat(sides.sent()).isEmpty();
    }

    @Test
    void nobodyWatchesWhoIsNotThere() {
        Gateway gateway = sides.connected();

        presence(gateway, " from='juliet@xmpp.test' to='9@sip.test' type='subscribe'", "");
        presence(gateway, " from='juliet@xmpp.test/b' to='1001@sip.test' type='probe'", "");

        assertThat(sides.sent())
                .containsExactly(
                        "<presence from=\"9@sip.test\" to=\"juliet@xmpp.test\" type=\"unsubscribed\"/>",
                        "<presence" + TO_JULIET + " type=\"unsubscribed\"/>");
    }

    @Test
    void aProbeIsAnsweredToTheDeviceThatCame() {
        Gateway gateway = sides.main("one");
        sides.is("1001", Sides.open());
        gateway.begin(List.of(new Row(Direction.FROM_XMPP, "1001", JULIET, true)));
        gateway.linkOpened();
        assertThat(sides.sent())
                .as("she may have been told something else")
                .containsExactly("<presence" + SHOWN + "/>");

        presence(gateway, TO_1001 + " type='probe'", "");
        assertThat(sides.sent()).containsExactly("<presence from=\"1001@sip.test/sip\" to=\"juliet@xmpp.test/b\"/>");
    }

    @Test
    void whatCouldNotBeSentIsSentLater() {
        Gateway gateway = sides.connected();
        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribe'", "");
        sides.sent();
        sides.full = true;
        sides.is("1001", Sides.open());
        gateway.changed("sip:1001@pbx");
        assertThat(sides.sent()).isEmpty();

        sides.full = false;
        sides.time.advanceMillis(10_000);
        assertThat(sides.sent()).containsExactly("<presence" + SHOWN + "/>");
    }

    @Test
    void aPhoneThatWatchesAsksAndIsShownTheBestDevice() {
        Gateway gateway = sides.connected();
        gateway.watched("s1", "1001", JULIET);
        gateway.watched("s2", "1001", JULIET);
        assertThat(sides.sent()).containsExactly("<presence" + TO_JULIET + " type=\"subscribe\"/>");

        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribed'", "");
        assertThat(sides.kept).containsExactly(new Row(Direction.FROM_SIP, "1001", JULIET, true));
        presence(gateway, TO_1001, "<show>dnd</show><priority>5</priority>");
        presence(gateway, " from='juliet@xmpp.test/phone' to='1001@sip.test'", "<show>away</show>");
        assertThat(sides.published("juliet@xmpp.test")).contains("<rpid:busy/>").doesNotContain("away");

        presence(gateway, TO_1001 + " type='unavailable'", "");
        assertThat(sides.published("juliet@xmpp.test")).contains("<rpid:away/>");
        presence(gateway, " from='juliet@xmpp.test/phone' to='1001@sip.test' type='unavailable'", "");
        assertThat(sides.published("juliet@xmpp.test")).isEmpty();
    }

    @Test
    void strangersPublishNothing() {
        Gateway gateway = sides.connected();

        presence(gateway, TO_1001, "");

        assertThat(sides.published("juliet@xmpp.test")).isEmpty();
    }

    @Test
    void aContactWhoRefusesIsShownClosedAndNotAskedByEveryPhone() {
        Gateway gateway = sides.connected();
        gateway.watched("s1", "1001", JULIET);
        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribed'", "");
        presence(gateway, TO_1001, "");
        sides.sent();

        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='unsubscribed'", "");
        gateway.watched("s2", "1001", JULIET);

        assertThat(sides.published("juliet@xmpp.test")).isEmpty();
        assertThat(sides.kept).isEmpty();
        assertThat(sides.sent()).isEmpty();
    }

    @Test
    void aContactNobodyWatchedForADayIsLeft() {
        Gateway gateway = sides.connected();
        gateway.watched("s1", "1001", JULIET);
        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribed'", "");
        gateway.unwatched("s1");
        sides.sent();
        sides.time.advanceMillis(23 * 3_600_000L);
        assertThat(sides.sent()).isEmpty();

        sides.time.advanceMillis(2 * 3_600_000L);
        assertThat(sides.sent()).containsExactly("<presence" + TO_JULIET + " type=\"unsubscribe\"/>");
        assertThat(sides.kept).isEmpty();
    }

    @Test
    void statesAreRenewedWhileTheLinkIsUpAndGoneHalfAMinuteAfterIt() {
        Gateway gateway = sides.connected();
        gateway.watched("s1", "1001", JULIET);
        presence(gateway, TO_1001, "");
        sides.time.advanceMillis(3_600_000);
        assertThat(sides.published("juliet@xmpp.test")).contains("open");

        gateway.linkClosed();
        sides.time.advanceMillis(29_000);
        assertThat(sides.published("juliet@xmpp.test")).contains("open");
        sides.time.advanceMillis(1_000);
        assertThat(sides.published("juliet@xmpp.test")).isEmpty();
    }

    @Test
    void aLinkThatComesBackSoonChangesNothingAndAsksForEverything() {
        Gateway gateway = sides.connected();
        gateway.watched("s1", "1001", JULIET);
        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribed'", "");
        presence(gateway, TO_1001, "");
        gateway.linkClosed();
        sides.sent();
        gateway.linkOpened();

        assertThat(sides.sent()).containsExactly("<presence" + TO_JULIET + " type=\"probe\"/>");
        sides.time.advanceMillis(40_000);
        assertThat(sides.published("juliet@xmpp.test")).contains("open");
    }

    @Test
    void aMessageToXmppIsAnsweredWhenNoErrorCame() {
        Gateway gateway = sides.connected();
        gateway.send(TEXT, SELF, statuses::add);
        assertThat(sides.sent())
                .containsExactly("<message" + TO_JULIET + " id=\"one/1\" type=\"chat\"><body>hello</body>"
                        + "<thread>c1</thread></message>");
        assertThat(statuses).isEmpty();

        sides.time.advanceMillis(Relay.ANSWER_MILLIS);
        assertThat(statuses).containsExactly(200);
    }

    @Test
    void anErrorIsTheStatusOfTheReply() {
        Gateway gateway = sides.connected();
        gateway.send(TEXT, SELF, statuses::add);

        gateway.received(Sides.stanza("<message" + TO_1001 + " id='one/1' type='error'><error type='cancel'>"
                + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>"));
        sides.time.advanceMillis(60_000);

        assertThat(statuses).containsExactly(404);
    }

    @Test
    void withoutALinkAMessageIsRefusedAtOnce() {
        Gateway gateway = sides.connected();
        gateway.linkClosed();

        gateway.send(TEXT, SELF, statuses::add);

        assertThat(statuses).containsExactly(503);
    }

    @Test
    void aMessageGoesThroughTheMainThatIsConnected() {
        Gateway other = sides.main("two");
        sides.connected();
        other.send(TEXT, SELF, statuses::add);

        assertThat(sides.sent()).singleElement().asString().contains("id=\"two/1\"");
        assertThat(sides.messages.size()).isZero();
        sides.time.advanceMillis(60_000);
        assertThat(statuses).containsExactly(200);
    }

    @Test
    void anErrorFindsTheMainTheMessageCameFrom() {
        Gateway other = sides.main("two");
        Gateway gateway = sides.connected();
        other.send(TEXT, SELF, statuses::add);
        sides.sent();

        gateway.received(Sides.stanza("<message" + TO_1001 + " id='two/1' type='error'/>"));
        gateway.received(Sides.stanza("<message" + TO_1001 + " id='two/2' type='error'/>"));
        sides.time.advanceMillis(60_000);

        assertThat(statuses).containsExactly(400);
        assertThat(sides.messages.size()).as("nothing is left behind").isZero();
    }

    @Test
    void aMessageNobodyTakesIsRefused() {
        Gateway other = sides.main("two");

        other.send(TEXT, SELF, statuses::add);
        sides.time.advanceMillis(Relay.TAKEN_MILLIS);

        assertThat(statuses).containsExactly(503);
        assertThat(sides.messages.size()).isZero();
    }

    @Test
    void aMessageThatWaitsIsSentByWhoeverIsConnectedNext() {
        Gateway other = sides.main("two");
        other.send(TEXT, SELF, statuses::add);
        sides.time.advanceMillis(1000);

        other.begin(List.of());
        other.linkOpened();

        assertThat(sides.sent()).hasSize(1);
        sides.time.advanceMillis(60_000);
        assertThat(statuses).containsExactly(200);
    }

    @Test
    void aMessageFromXmppGoesToTheScript() {
        Gateway gateway = sides.connected();

        gateway.received(Sides.stanza(
                "<message" + TO_1001 + " type='chat' xml:lang='de'><thread>t7</thread><body>hallo</body></message>"));

        assertThat(sides.texts)
                .containsExactly(new SipText("sip:juliet@xmpp.test", "sip:1001@pbx", "t7", "", "de", "hallo"));
        sides.answers.get(0).accept(200);
        assertThat(sides.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, item-not-found", "480, recipient-unavailable", "503, service-unavailable"})
    void whatTheScriptRefusesComesBack(int status, String condition) {
        Gateway gateway = sides.connected();
        gateway.received(Sides.stanza("<message" + TO_1001 + " id='7'><body>x</body></message>"));

        sides.answers.get(0).accept(status);

        assertThat(sides.sent())
                .singleElement()
                .asString()
                .startsWith("<message from=\"1001@sip.test\" to=\"juliet@xmpp.test/b\" id=\"7\" type=\"error\">")
                .contains("<" + condition + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " to='9@sip.test'                       | item-not-found",
                " to='sip.test'                         | item-not-found",
                " to='1001@sip.test' type='groupchat'   | feature-not-implemented"
            })
    void messagesNobodyCanGetComeBack(String attributes, String condition) {
        Gateway gateway = sides.connected();

        gateway.received(Sides.stanza("<message from='juliet@xmpp.test' " + attributes + "><body>x</body></message>"));

        assertThat(sides.sent()).singleElement().asString().contains("<" + condition + " ");
        assertThat(sides.texts).isEmpty();
    }

    @Test
    void longMessagesAndTooManyAtOnceComeBack() {
        Gateway gateway = sides.connected();
        String body = "<body>" + "x".repeat(Texts.LONGEST + 1) + "</body>";
        gateway.received(Sides.stanza("<message" + TO_1001 + ">" + body + "</message>"));
        assertThat(sides.sent()).singleElement().asString().contains("<policy-violation ");

        for (int i = 0; i <= Texts.MAX_ON_THE_WAY; i++) {
            gateway.received(Sides.stanza("<message" + TO_1001 + "><body>x</body></message>"));
        }
        assertThat(sides.texts).hasSize(Texts.MAX_ON_THE_WAY);
        assertThat(sides.sent()).singleElement().asString().contains("<resource-constraint ");
        sides.answers.get(0).accept(200);
        sides.sent();
        gateway.received(Sides.stanza("<message" + TO_1001 + "><body>x</body></message>"));
        assertThat(sides.texts).hasSize(Texts.MAX_ON_THE_WAY + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type='get'    | <ping xmlns='urn:xmpp:ping'/>                                | type=\"result\"/>",
                "type='get'    | <query xmlns='http://jabber.org/protocol/disco#info'/>       | category=\"gateway\"",
                "type='get'    | <query xmlns='http://jabber.org/protocol/disco#items'/>      | disco#items\"/></iq>",
                "type='get'    | <vCard xmlns='vcard-temp'/>                                  | <service-unavailable ",
                "type='set'    | <ping xmlns='urn:xmpp:ping'/>                                | <service-unavailable "
            })
    void everyQuestionIsAnswered(String type, String asked, String answer) {
        Gateway gateway = sides.connected();

        gateway.received(Sides.stanza("<iq from='a@xmpp.test/b' to='sip.test' id='1' " + type + ">" + asked + "</iq>"));

        assertThat(sides.sent()).singleElement().asString().contains(answer).contains("to=\"a@xmpp.test/b\" id=\"1\"");
    }

    @Test
    void answersAndErrorsAreNotAnswered() {
        Gateway gateway = sides.connected();

        gateway.received(Sides.stanza("<iq from='a@b' to='sip.test' id='1' type='error'/>"));
        gateway.received(Sides.stanza("<iq from='a@b' to='sip.test' id='1' type='result'/>"));
        gateway.received(Sides.stanza("<message from='a@b' to='9@sip.test' type='error'><body>x</body></message>"));
        presence(gateway, " from='a@b' to='9@sip.test' type='error'", "");

        assertThat(sides.sent()).isEmpty();
    }

    @Test
    void aMainThatDoesNotLeadAnswersNothing() {
        Gateway gateway = sides.connected();
        gateway.end();

        presence(gateway, " from='juliet@xmpp.test' to='1001@sip.test' type='subscribe'", "");
        gateway.linkOpened();

        assertThat(sides.sent()).isEmpty();
        assertThat(sides.kept).isEmpty();
    }
}
