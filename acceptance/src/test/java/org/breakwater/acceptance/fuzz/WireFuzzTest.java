package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.breakwater.cluster.link.Frames;
import org.breakwater.daemon.calls.Call;
import org.breakwater.daemon.calls.CallLeg;
import org.breakwater.daemon.calls.CallLegs;
import org.breakwater.daemon.calls.CallLife;
import org.breakwater.daemon.calls.CallMaps;
import org.breakwater.daemon.calls.CallState;
import org.breakwater.daemon.mains.MainMaps;
import org.breakwater.daemon.mains.MainRecord;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.state.MapKind;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireWriter;
import org.breakwater.presence.document.feature.Feature;
import org.breakwater.presence.feature.FeatureMaps;
import org.breakwater.presence.feature.FeatureState;
import org.breakwater.presence.feature.Forward;
import org.breakwater.presence.feature.Press;
import org.breakwater.presence.feature.SwitchDefinition;
import org.breakwater.presence.feature.Toggle;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionMaps;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.AorState;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.BindingIdentity;
import org.breakwater.registrar.location.LocationMaps;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets from other servers and from satellites: nothing but {@link WireException} may come out. */
@Tag("fuzz")
class WireFuzzTest {

    private static final MapKind<String, AorBindings, AorState> LOCATIONS = LocationMaps.kind(BindingIdentity.CONTACT);
    private static final MapKind<String, MainRecord, Versioned<MainRecord>> MAINS = MainMaps.kind();
    private static final MapKind<String, Subscription, Versioned<Subscription>> SUBSCRIPTIONS = SubscriptionMaps.kind();
    private static final MapKind<String, Call, CallLife> CALLS = CallMaps.kind();
    private static final MapKind<String, FeatureState, FeatureState> FEATURES = FeatureMaps.kind();
    private static final VersionedCodec<String> VERSIONED = new VersionedCodec<>(Codec.text(1000), 1000);

    private final TimeBound bound = new TimeBound();

    static Stream<byte[]> statesAndFrames() {
        Binding binding = new Binding(
                "uloc-main1-6746-1",
                "sip:1001@192.0.2.7:5060;transport=tcp",
                new Binding.Registration("a84b4c76e66710", 314159, 1_900_000_000L, 1_899_999_000_123L),
                new Binding.Reach("sip:192.0.2.7:1024", "<sip:edge;lr>", "tcp:192.0.2.1:5060", 99, "main1/6746"),
                new Binding.Device("urn:uuid:f81d4fae-7dec-11d0", 1, "Phone/1", 4095),
                500,
                7);
        Stamp stamp = new Stamp(1_899_999_000_000L, 3, "main1/6746");
        AorState there = LOCATIONS.rule().change(null, new AorBindings(List.of(binding)), stamp);
        AorState gone = LOCATIONS.rule().change(there, null, stamp);
        Subscription watcher = new Subscription(
                new Subscription.DialogPath(
                        new Subscription.Ids("c", "ours", "theirs", "sip:2@pbx", "sip:1@pbx"),
                        "sip:1@192.0.2.7",
                        List.of("<sip:edge;lr>"),
                        "<sip:pbx>"),
                new Subscription.Topic("dialog", "7", "sip:2@ours", "sip:2@pbx"),
                new Subscription.Phone("sip:1@ours", "Phone/1", 9, "", "tcp:192.0.2.7:1024"),
                new Subscription.Term("main1/6746", 1_900_000_000_000L, 1000));
        CallLegs legs = new CallLegs("t1", "Ann", "", List.of(new CallLeg(0, "sip:2@pbx", "t2", true, 5)), 1);
        Call call = new Call("c", "sip:1@pbx", "sip:2@pbx", CallState.ANSWERED, 1, 2, "main1/6746", legs);
        FeatureState features = new FeatureState(
                new SwitchDefinition("Night", "1001", true, 9),
                new Toggle(true, 5, List.of(new Press("a", 6), new Press("b", 7))),
                Map.of(Feature.Kind.BUSY, new Forward(true, "1002", 4, 8)));
        return Stream.of(
                FEATURES.states().encode(features),
                SUBSCRIPTIONS.states().encode(new Versioned<>(stamp, watcher)),
                CALLS.states().encode(new CallLife(stamp, stamp, call)),
                CALLS.states().encode(new CallLife(stamp, stamp, null)),
                LOCATIONS.states().encode(there),
                LOCATIONS.states().encode(gone),
                MAINS.states()
                        .encode(new Versioned<>(
                                stamp,
                                new MainRecord(
                                        "main1/6746",
                                        List.of(ListenAddress.parse("tcp:192.0.2.1:5060")),
                                        true,
                                        "0f".repeat(32)))),
                VERSIONED.encode(new Versioned<>(stamp, "value")),
                VERSIONED.encode(new Versioned<>(stamp, null)),
                WireWriter.format(1)
                        .text(1, "registrations")
                        .bytes(2, new byte[] {1, 2, 3})
                        .toBytes(),
                WireWriter.format(1).number(2, 1).text(3, "no answer").toBytes());
    }

    @MethodSource("statesAndFrames")
    @FuzzTest(maxDuration = "60s")
    void octetsFromOtherServersDoNoHarm(byte[] input) {
        bound.run(WireFuzzTest::readEverything, input);
    }

    private static void readEverything(byte[] input) {
        registrations(input);
        unchanged(MAINS, input);
        unchanged(SUBSCRIPTIONS, input);
        unchanged(CALLS, input);
        features(input);
        versions(input);
        frames(input);
    }

    private static void registrations(byte[] input) {
        try {
            AorState state = LOCATIONS.states().decode(input);
            AorState again = LOCATIONS.states().decode(LOCATIONS.states().encode(state));
            AorState merged = LOCATIONS.rule().merge(state, again);
            if (!again.equals(state) || !merged.equals(LOCATIONS.rule().merge(merged, state))) {
                throw new AssertionError("registrations changed on the wire: " + state);
            }
            LOCATIONS.rule().tidy(merged, 1_900_000_000_000L);
        } catch (WireException expected) {
            rejected(expected);
        }
    }

    private static void features(byte[] input) {
        try {
            FeatureState state = FEATURES.states().decode(input);
            FeatureState again = FEATURES.states().decode(FEATURES.states().encode(state));
            if (!again.equals(state) || !FEATURES.rule().merge(state, again).equals(state)) {
                throw new AssertionError("features changed on the wire: " + state);
            }
        } catch (WireException expected) {
            rejected(expected);
        }
    }

    private static <S> void unchanged(MapKind<String, ?, S> kind, byte[] input) {
        try {
            S value = kind.states().decode(input);
            if (!value.equals(kind.states().decode(kind.states().encode(value)))) {
                throw new AssertionError(kind.family() + " changed on the wire: " + value);
            }
        } catch (WireException expected) {
            rejected(expected);
        }
    }

    private static void versions(byte[] input) {
        try {
            Versioned<String> versioned = VERSIONED.decode(input);
            if (!versioned.equals(VERSIONED.decode(VERSIONED.encode(versioned)))) {
                throw new AssertionError("a versioned value changed on the wire: " + versioned);
            }
        } catch (WireException expected) {
            rejected(expected);
        }
    }

    private static void frames(byte[] input) {
        try {
            Frames.question(input);
        } catch (WireException expected) {
            rejected(expected);
        }
        try {
            Frames.answered(input);
        } catch (WireException | LinkException expected) {
            rejected(expected);
        }
    }

    private static void rejected(Exception e) {
        if (e.getMessage() == null) {
            throw new AssertionError("a refusal says why");
        }
    }
}
