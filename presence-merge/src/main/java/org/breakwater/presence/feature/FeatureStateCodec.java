package org.breakwater.presence.feature;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;
import org.breakwater.presence.document.feature.Feature.Kind;

/** Features on the wire, format 1. What a later version adds gets a tag of its own and is passed over here. */
public final class FeatureStateCodec implements Codec<FeatureState> {

    /** Longest state. */
    public static final int MAX_BYTES = 64 << 10;

    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 1024;
    private static final int MAX_PRESSES = 512;
    private static final int MAX_RINGS = 100;
    private static final int DEFINITION = 1;
    private static final int TOGGLE = 2;
    private static final int FORWARD = 3;

    @Override
    public byte[] encode(FeatureState state) {
        WireWriter writer = WireWriter.format(FORMAT);
        SwitchDefinition d = state.definition();
        if (d != null) {
            writer.nested(
                    DEFINITION,
                    WireWriter.nested()
                            .text(1, d.label())
                            .text(2, d.dndOf())
                            .numberUnlessZero(3, d.removed() ? 1 : 0)
                            .number(4, d.definedMillis()));
        }
        writer.nested(TOGGLE, written(state.toggle()));
        for (Kind kind : Kind.values()) {
            Forward f = state.forwards().get(kind);
            if (f != null) {
                writer.nested(
                        FORWARD,
                        WireWriter.nested()
                                .text(1, kind.text())
                                .numberUnlessZero(2, f.on() ? 1 : 0)
                                .text(3, f.to())
                                .numberUnlessZero(4, f.rings())
                                .number(5, f.changedMillis()));
            }
        }
        return writer.toBytes();
    }

    private static WireWriter written(Toggle t) {
        WireWriter writer =
                WireWriter.nested().numberUnlessZero(1, t.base() ? 1 : 0).number(2, t.setMillis());
        t.presses()
                .forEach(p ->
                        writer.nested(3, WireWriter.nested().text(1, p.id()).number(2, p.millis())));
        return writer;
    }

    @Override
    public FeatureState decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        SwitchDefinition definition = null;
        Toggle toggle = Toggle.OFF;
        Map<Kind, Forward> forwards = new EnumMap<>(Kind.class);
        while (reader.next()) {
            switch (reader.tag()) {
                case DEFINITION -> definition = definition(reader.nested());
                case TOGGLE -> toggle = toggle(reader.nested());
                case FORWARD -> forward(reader.nested(), forwards);
                default -> {}
            }
        }
        return new FeatureState(definition, toggle, forwards);
    }

    private static SwitchDefinition definition(WireReader reader) throws WireException {
        SwitchDefinition d = new SwitchDefinition("", "", false, 0);
        while (reader.next()) {
            d = switch (reader.tag()) {
                case 1 -> new SwitchDefinition(reader.text(MAX_TEXT), d.dndOf(), d.removed(), d.definedMillis());
                case 2 -> new SwitchDefinition(d.label(), reader.text(MAX_TEXT), d.removed(), d.definedMillis());
                case 3 -> new SwitchDefinition(d.label(), d.dndOf(), reader.integer(0, 1) != 0, d.definedMillis());
                case 4 -> new SwitchDefinition(d.label(), d.dndOf(), d.removed(), reader.number());
                default -> d;
            };
        }
        return d;
    }

    private static Toggle toggle(WireReader reader) throws WireException {
        boolean base = false;
        long set = 0;
        List<Press> presses = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> base = reader.integer(0, 1) != 0;
                case 2 -> set = reader.number();
                case 3 -> presses.add(press(reader.nested()));
                default -> {}
            }
            if (presses.size() > MAX_PRESSES) {
                throw new WireException("more than " + MAX_PRESSES + " presses");
            }
        }
        return new Toggle(base, set, presses);
    }

    private static Press press(WireReader reader) throws WireException {
        Press press = new Press("", 0);
        while (reader.next()) {
            press = switch (reader.tag()) {
                case 1 -> new Press(reader.text(MAX_TEXT), press.millis());
                case 2 -> new Press(press.id(), reader.number());
                default -> press;
            };
        }
        return press;
    }

    private static void forward(WireReader reader, Map<Kind, Forward> into) throws WireException {
        Kind kind = null;
        Forward f = Forward.NONE;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> kind = kind(reader.text(MAX_TEXT));
                case 2 -> f = new Forward(reader.integer(0, 1) != 0, f.to(), f.rings(), f.changedMillis());
                case 3 -> f = new Forward(f.on(), reader.text(MAX_TEXT), f.rings(), f.changedMillis());
                case 4 -> f = new Forward(f.on(), f.to(), reader.integer(0, MAX_RINGS), f.changedMillis());
                case 5 -> f = new Forward(f.on(), f.to(), f.rings(), reader.number());
                default -> {}
            }
        }
        if (kind == null) {
            throw new WireException("a forwarding needs its kind");
        }
        into.put(kind, f);
    }

    private static Kind kind(String text) throws WireException {
        for (Kind kind : Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new WireException("\"" + text + "\" is no forwarding known here");
    }
}
