package org.breakwater.presence.subscription;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Subscriptions on the wire, format 1. */
final class SubscriptionCodec implements Codec<Subscription> {

    static final int MAX_BYTES = 64 << 10;
    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 8 << 10;
    /** Tags 1 to 15 are texts: ids, dialog, topic and phone in the order of their components. */
    private static final int TEXTS = 15;

    private static final int ROUTE = 20;
    private static final int FLOW = 21;
    private static final int OWNER = 22;
    private static final int EXPIRES = 23;
    private static final int RESERVED = 24;
    private static final int LIST = 25;

    @Override
    public byte[] encode(Subscription s) {
        Subscription.Ids ids = s.dialog().ids();
        Subscription.Topic topic = s.topic();
        Subscription.Phone phone = s.phone();
        String[] texts = {
            ids.callId(),
            ids.localTag(),
            ids.remoteTag(),
            ids.localUri(),
            ids.remoteUri(),
            s.dialog().remoteTarget(),
            s.dialog().contact(),
            topic.event(),
            topic.eventId(),
            topic.entity(),
            topic.shown(),
            phone.user(),
            phone.userAgent(),
            phone.nextHop(),
            phone.address()
        };
        WireWriter writer = WireWriter.format(FORMAT);
        for (int i = 0; i < TEXTS; i++) {
            writer.text(i + 1, texts[i]);
        }
        s.dialog().routes().forEach(r -> writer.text(ROUTE, r));
        return writer.numberUnlessZero(FLOW, phone.flowId())
                .text(OWNER, s.term().owner())
                .number(EXPIRES, s.term().expiresAtMillis())
                .number(RESERVED, s.term().reserved())
                .numberUnlessZero(LIST, topic.list() ? 1 : 0)
                .toBytes();
    }

    @Override
    public Subscription decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        String[] t = new String[TEXTS];
        List<String> routes = new ArrayList<>();
        long flow = 0;
        String owner = null;
        long expires = 0;
        int reserved = 0;
        boolean list = false;
        while (reader.next()) {
            switch (reader.tag()) {
                case ROUTE -> routes.add(reader.text(MAX_TEXT));
                case FLOW -> flow = reader.number();
                case OWNER -> owner = reader.text(Member.MAX_TEXT);
                case EXPIRES -> expires = reader.number();
                case RESERVED -> reserved = reader.integer(0, Integer.MAX_VALUE);
                case LIST -> list = reader.number() != 0;
                default -> {
                    if (reader.tag() >= 1 && reader.tag() <= TEXTS) {
                        t[reader.tag() - 1] = reader.text(MAX_TEXT);
                    }
                }
            }
        }
        if (owner == null || Arrays.asList(t).contains(null)) {
            throw new WireException("a subscription needs a dialog, a topic, a phone and an owner");
        }
        return new Subscription(
                new Subscription.DialogPath(new Subscription.Ids(t[0], t[1], t[2], t[3], t[4]), t[5], routes, t[6]),
                new Subscription.Topic(t[7], t[8], t[9], t[10], list),
                new Subscription.Phone(t[11], t[12], flow, t[13], t[14]),
                new Subscription.Term(owner, expires, reserved));
    }
}
