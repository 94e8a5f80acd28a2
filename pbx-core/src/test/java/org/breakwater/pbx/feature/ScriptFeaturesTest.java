package org.breakwater.pbx.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.board.MemoryLampBoard;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.feature.FeatureMaps;
import org.breakwater.presence.feature.Features;
import org.breakwater.presence.feature.SwitchDefinition;
import org.breakwater.presence.lamp.LampState;
import org.breakwater.script.module.features.FeatureField;
import org.breakwater.script.module.features.FeaturePort.Result;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features as scripts, phones and lamps see them; users at pbx.example are ours. */
class ScriptFeaturesTest {

    private static final String CSTA = "http://www.ecma-international.org/standards/ecma-323/csta/ed3";

    private static final UserSpelling NAMES = new UserSpelling() {
        @Override
        public String key(String uriOrName) {
            return uriOrName.replaceFirst("^sips?:", "").replaceFirst("@(pbx.example|ours)$", "");
        }

        @Override
        public String entity(String key) {
            return "sip:" + key + (key.contains("@") ? "" : "@ours");
        }
    };

    private final ManualTime time = new ManualTime();
    private final List<String> changed = new ArrayList<>();
    private final Features features = new Features(new InMemorySharedMaps().map(FeatureMaps.kind(), "all"), time);
    private final MemoryLampBoard board = new MemoryLampBoard(100, changed::add);
    private final Targets targets = new Targets(NAMES);
    private final ScriptFeatures script = new ScriptFeatures(features, NAMES, targets, (id, hangUp) -> hangUp.run());
    private final FeatureSync sync = new FeatureSync(features, NAMES, targets);

    private void lamps() {
        SwitchLamps lamps = new SwitchLamps(features, board, NAMES);
        features.listen((key, state) -> lamps.changed(key));
    }

    private LampState lamp(String entity) {
        var posts = board.of(entity);
        return posts.isEmpty()
                ? LampState.OFFLINE
                : posts.values().iterator().next().state();
    }

    @ParameterizedTest
    @CsvSource({
        "1002, 1002",
        "+49 30 1, ",
        "+49301, +49301",
        "*98, *98",
        "sip:1002@pbx.example, 1002",
        "1002@pbx.example, 1002",
        "sip:bob@other.example, sip:bob@other.example",
        "tel:+49-30-1;x=y, +49301",
        "sip:other.example, ",
        "http://x, ",
        "<script>, "
    })
    void targetIsKeptInOneSpellingOrRefused(String said, String keptOrNull) {
        assertThat(targets.accept(said).orElse(null)).isEqualTo(keptOrNull);
    }

    @Test
    void userSetsAndForwardsAndGoesBackToWhereItWent() {
        assertThat(script.set("sip:1001@pbx.example", FeatureField.CFA, "1002")).isTrue();
        assertThat(script.value("1001", FeatureField.CFA)).contains("1002");
        assertThat(script.set("1001", FeatureField.CFA, "off")).isTrue();
        assertThat(script.value("1001", FeatureField.CFA)).isEmpty();
        assertThat(script.set("1001", FeatureField.CFA, "on")).isTrue();
        assertThat(script.value("1001", FeatureField.CFA)).contains("1002");
        assertThat(script.set("1001", FeatureField.CFB, "on")).isFalse();
        assertThat(script.set("1001", FeatureField.DND, "perhaps")).isFalse();
        assertThat(script.set("", FeatureField.DND, "on")).isFalse();
        assertThat(script.set("1001", FeatureField.RINGS, "4")).isTrue();
        assertThat(script.value("1001", FeatureField.RINGS)).contains("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000", "101", "-1", "x", ""})
    void ringsAreOneToAHundred(String rings) {
        assertThat(script.set("1001", FeatureField.RINGS, rings)).isFalse();
        assertThat(script.value("1001", FeatureField.RINGS)).isEmpty();
    }

    @Test
    void lampsFollowSwitchesAndDoNotDisturbHoweverItIsSet() {
        features.define("night", "Night", "");
        features.define("*76", "", SwitchDefinition.EACH);
        lamps();
        assertThat(lamp("sip:night@ours")).isEqualTo(LampState.FREE);
        assertThat(script.press("night", "1001", "p1")).isEqualTo(Result.ON);
        assertThat(lamp("sip:night@ours")).isEqualTo(LampState.ON_THE_PHONE);

        script.set("1001", FeatureField.DND, "on");
        assertThat(lamp("sip:1001@ours")).isEqualTo(LampState.ON_THE_PHONE);
        assertThat(lamp("sip:*761001@ours")).isEqualTo(LampState.ON_THE_PHONE);
        features.define("*21", "", "1001");
        assertThat(lamp("sip:*21@ours")).isEqualTo(LampState.ON_THE_PHONE);
        assertThat(script.press("*76", "sip:1001@pbx.example", "p2")).isEqualTo(Result.OFF);
        assertThat(lamp("sip:*21@ours")).isEqualTo(LampState.FREE);
        assertThat(lamp("sip:1001@ours")).isEqualTo(LampState.OFFLINE);

        features.define("*7600", "", "");
        script.press("*7600", "1001", "p3");
        features.remove("*7600");
        assertThat(lamp("sip:*7600@ours")).isEqualTo(LampState.OFFLINE);
        assertThat(lamp("sip:*761001@ours")).isEqualTo(LampState.FREE);
        features.remove("night");
        features.remove("*76");
        assertThat(lamp("sip:night@ours")).isEqualTo(LampState.OFFLINE);
        assertThat(lamp("sip:*761001@ours")).isEqualTo(LampState.OFFLINE);
        assertThat(lamp("sip:*21@ours")).isEqualTo(LampState.FREE);
    }

    private FeatureSync.Setting subscribe(String event, String type, String body) throws SipParseException {
        String text = "SUBSCRIBE sip:1001@pbx.example SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bKa\r\n"
                + "From: <sip:1001@pbx.example>;tag=1\r\nTo: <sip:1001@pbx.example>\r\nCall-ID: c\r\nCSeq: 1 SUBSCRIBE\r\n"
                + "Event: " + event + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        SipMessage message = SipMessage.parse(text.getBytes(StandardCharsets.UTF_8), ParseLimits.DEFAULT);
        return sync.setting(message, "sip:1001@pbx.example");
    }

    private static String forwarding(String to) {
        return "<SetForwarding xmlns=\"" + CSTA + "\"><device/><forwardingType>forwardNoAns</forwardingType>"
                + "<forwardDN>" + to + "</forwardDN><ringCount>3</ringCount><activateForward>true</activateForward>"
                + "</SetForwarding>";
    }

    @Test
    void phoneSetsOnceItsSubscribeWasAccepted() throws SipParseException {
        FeatureSync.Setting setting =
                subscribe("as-feature-event", "application/x-as-feature-event+xml", forwarding("1002"));
        assertThat(setting.refusal()).isNull();
        assertThat(features.user("1001").forward(Kind.NO_ANSWER).counts()).isFalse();
        setting.apply().run();
        assertThat(script.value("1001", FeatureField.CFNA)).contains("1002");
        assertThat(script.value("1001", FeatureField.RINGS)).contains("3");
    }

    @ParameterizedTest
    @CsvSource({
        "as-feature-event, text/plain, 1002, 415",
        "as-feature-event, application/x-as-feature-event+xml, http://x, 400",
        "as-feature-event, application/x-as-feature-event+xml, '', 400",
        "as-feature-event;id=1, Application/x-as-feature-event+xml; charset=utf-8, 1002, 0",
        "presence, text/plain, 1002, 0"
    })
    void whatCannotBeSetIsRefused(String event, String type, String to, int status) throws SipParseException {
        FeatureSync.Setting setting = subscribe(event, type, forwarding(to));
        assertThat(setting.refusal() == null ? 0 : setting.refusal().status()).isEqualTo(status);
    }
}
