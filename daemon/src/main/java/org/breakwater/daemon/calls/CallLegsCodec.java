package org.breakwater.daemon.calls;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Who takes part in a call, within a call on the wire. */
final class CallLegsCodec {

    private static final int MAX_TEXT = 64 << 10;

    private CallLegsCodec() {}

    static WireWriter write(CallLegs legs) {
        WireWriter writer = WireWriter.nested()
                .text(1, legs.fromTag())
                .text(2, legs.fromName())
                .text(3, legs.toName())
                .numberUnlessZero(4, legs.held());
        for (CallLeg leg : legs.callees()) {
            writer.nested(
                    5,
                    WireWriter.nested()
                            .number(1, leg.branch())
                            .text(2, leg.user())
                            .text(3, leg.tag())
                            .numberUnlessZero(4, leg.answered() ? 1 : 0)
                            .number(5, leg.sinceMillis()));
        }
        return writer;
    }

    static CallLegs read(WireReader reader) throws WireException {
        String[] texts = {"", "", ""};
        int held = 0;
        List<CallLeg> callees = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1, 2, 3 -> texts[reader.tag() - 1] = reader.text(MAX_TEXT);
                case 4 -> held = reader.integer(0, CallLegs.BY_CALLER | CallLegs.BY_CALLEE);
                case 5 -> callees.add(leg(reader.nested()));
                default -> {}
            }
        }
        return new CallLegs(texts[0], texts[1], texts[2], callees, held);
    }

    private static CallLeg leg(WireReader reader) throws WireException {
        int branch = 0;
        String user = "";
        String tag = "";
        boolean answered = false;
        long since = 0;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> branch = reader.integer(0, Integer.MAX_VALUE);
                case 2 -> user = reader.text(MAX_TEXT);
                case 3 -> tag = reader.text(MAX_TEXT);
                case 4 -> answered = reader.number() != 0;
                case 5 -> since = reader.number();
                default -> {}
            }
        }
        return new CallLeg(branch, user, tag, answered, since);
    }
}
