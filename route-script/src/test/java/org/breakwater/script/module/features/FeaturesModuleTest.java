package org.breakwater.script.module.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.RecordingSignalling;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class FeaturesModuleTest {

    private static final String INVITE =
            "INVITE sip:day@home.example SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.7;branch=z9hG4bKa\n"
                    + "From: <sip:alice@home.example>;tag=1\nTo: <sip:day@home.example>\nCall-ID: c1\nCSeq: 1 INVITE\n"
                    + "Contact: <sip:alice@192.0.2.7>\nContent-Length: 0\n\n";

    private final RecordingSignalling signalling = new RecordingSignalling();
    private final Port port = new Port();
    private final ModuleBench bench = new ModuleBench(
                    new FeaturesModule(signalling, port), new PvModule(name -> OptionalLong.empty(), ZoneOffset.UTC))
            .start();

    /** Knows one switch and one user, and remembers what it was asked. */
    private static final class Port implements FeaturePort {
        private final List<String> asked = new ArrayList<>();
        private Result result = Result.ON;

        @Override
        public boolean isSwitch(String dialled, String caller) {
            return dialled.equals("day");
        }

        @Override
        public Optional<Boolean> isOn(String dialled) {
            return dialled.equals("day") ? Optional.of(true) : Optional.empty();
        }

        @Override
        public Result press(String dialled, String caller, String pressId) {
            asked.add(dialled + ' ' + caller + ' ' + pressId);
            return result;
        }

        @Override
        public Optional<String> value(String user, FeatureField field) {
            return switch (field) {
                case DND -> Optional.of("off");
                case CFA -> Optional.of("*1002");
                case CFB -> Optional.of("sip:bob@other.example");
                default -> Optional.empty();
            };
        }

        @Override
        public boolean set(String user, FeatureField field, String value) {
            asked.add(user + ' ' + field + ' ' + value);
            return !value.isEmpty();
        }

        @Override
        public void answered(String callId, Runnable hangUp) {
            asked.add("answered " + callId);
        }
    }

    private static ScriptContext invite() {
        return ScriptContexts.of(INVITE, FakeFlow.of(TransportProtocol.TCP), RouteKind.REQUEST);
    }

    @Test
    void pressIsCountedByCallIdWithinATransaction() {
        assertThat(bench.call(invite(), "switch_press", "day", "alice")).isEqualTo(1);
        assertThat(port.asked).containsExactly("day alice c1");
        assertThat(signalling.asked()).containsExactly("transaction");
        port.result = FeaturePort.Result.OFF;
        assertThat(bench.call(invite(), "switch_press", "day", "alice")).isEqualTo(2);
        port.result = FeaturePort.Result.NOT_YOURS;
        assertThat(bench.call(invite(), "switch_press", "day", "alice")).isEqualTo(-2);
    }

    @Test
    void whatIsNoSwitchIsLeftAlone() {
        assertThat(bench.call(invite(), "switch_press", "1001", "alice")).isEqualTo(-1);
        assertThat(signalling.asked()).isEmpty();
        assertThat(port.asked).isEmpty();
    }

    @Test
    void variablesTellWhatIsSwitched() {
        ScriptContext ctx = invite();
        assertThat(bench.print(ctx, "$switch($rU) $feature(bob=>dnd) $feature($fU=>cfa)"))
                .isEqualTo("on off *1002");
        assertThat(bench.value(ctx, "$switch(night)").isNull()).isTrue();
        assertThat(bench.value(ctx, "$feature(bob=>rings)").isNull()).isTrue();
        assertThatThrownBy(() -> bench.value(ctx, "$feature(bob=>cfx)"))
                .hasStackTraceContaining("there are dnd, cfa, cfb, cfna and rings");
        assertThatThrownBy(() -> bench.value(ctx, "$switch")).hasStackTraceContaining("$switch(day)");
    }

    @Test
    void forwardingGoesToTheNumberAtTheSameDomainOrToTheUri() {
        ScriptContext ctx = invite();
        assertThat(bench.call(ctx, "feature_forward", "bob", "cfa")).isEqualTo(1);
        assertThat(ctx.requestUri()).isEqualTo("sip:*1002@home.example");
        assertThat(bench.call(ctx, "feature_forward", "bob", "cfb")).isEqualTo(1);
        assertThat(ctx.requestUri()).isEqualTo("sip:bob@other.example");
        assertThat(bench.call(ctx, "feature_forward", "bob", "cfna")).isEqualTo(-1);
        assertThatThrownBy(() -> bench.call(ctx, "feature_forward", "bob", "dnd"))
                .hasStackTraceContaining("forwardings are cfa, cfb and cfna");
    }

    @Test
    void featuresAreSetByName() {
        assertThat(bench.call(invite(), "feature_set", "bob", "dnd", "on")).isEqualTo(1);
        assertThat(bench.call(invite(), "feature_set", "bob", "rings", "")).isEqualTo(-1);
        assertThat(port.asked).containsExactly("bob DND on", "bob RINGS ");
        assertThatThrownBy(() -> bench.call(invite(), "feature_set", "bob", "mood", "on"))
                .hasStackTraceContaining("there are dnd, cfa");
    }
}
