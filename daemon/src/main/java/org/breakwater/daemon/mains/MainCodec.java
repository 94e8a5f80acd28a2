package org.breakwater.daemon.mains;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.config.ListenAddress;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Main servers on the wire, format 1. */
final class MainCodec implements Codec<MainRecord> {

    static final int MAX_BYTES = 16 << 10;

    private static final int FORMAT = 1;
    private static final int RUN = 1;
    private static final int SOCKET = 2;
    private static final int KEY = 3;
    private static final int WELL = 4;
    private static final int MAX_SOCKETS = 64;
    private static final int MAX_SOCKET = 128;

    @Override
    public byte[] encode(MainRecord main) {
        WireWriter writer = WireWriter.format(FORMAT).text(RUN, main.run());
        main.sockets().stream().limit(MAX_SOCKETS).forEach(s -> writer.text(SOCKET, s.toString()));
        return writer.text(KEY, main.key())
                .numberUnlessZero(WELL, main.well() ? 1 : 0)
                .toBytes();
    }

    @Override
    public MainRecord decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        String run = null;
        String key = null;
        boolean well = false;
        List<ListenAddress> sockets = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case RUN -> run = reader.text(Member.MAX_TEXT);
                case SOCKET -> sockets.add(socket(reader.text(MAX_SOCKET)));
                case KEY -> key = reader.text(2 * Mains.KEY_BYTES);
                case WELL -> well = reader.number() == 1;
                default -> {}
            }
        }
        if (run == null || key == null || !key.matches("[0-9a-f]{" + 2 * Mains.KEY_BYTES + "}")) {
            throw new WireException("a main server needs its run and a key");
        }
        if (sockets.size() > MAX_SOCKETS) {
            throw new WireException("a main server has at most " + MAX_SOCKETS + " sockets");
        }
        return new MainRecord(run, sockets, well, key);
    }

    private static ListenAddress socket(String text) throws WireException {
        try {
            return ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new WireException("a main server's socket: " + e.getMessage());
        }
    }
}
