package org.breakwater.presence.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.wire.WireException;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureStateCodecTest {

    private final FeatureStateCodec codec = new FeatureStateCodec();

    static List<FeatureState> states() {
        return List.of(
                FeatureState.NONE,
                new FeatureState(new SwitchDefinition("Nacht ☾", "", false, 5), Toggle.OFF.set(true, 7), Map.of()),
                new FeatureState(new SwitchDefinition("", "*", true, 9), Toggle.OFF, Map.of()),
                new FeatureState(
                        null,
                        Toggle.OFF.pressed("a", 3).pressed("b", 4),
                        Map.of(
                                Kind.ALWAYS, new Forward(true, "1002", 0, 11),
                                Kind.NO_ANSWER, new Forward(false, "sip:x@y", 4, 12))));
    }

    @ParameterizedTest
    @MethodSource("states")
    void whatWasWrittenIsReadAgain(FeatureState state) throws WireException {
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\2", "\1\3\2\1\0", "\1\2\5\1"})
    void whatCannotHaveBeenWrittenIsRefused(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(WireException.class);
    }
}
