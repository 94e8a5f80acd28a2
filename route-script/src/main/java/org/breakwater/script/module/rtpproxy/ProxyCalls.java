package org.breakwater.script.module.rtpproxy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.module.mediarelay.Operation;
import org.breakwater.script.module.mediarelay.RelayNode;
import org.breakwater.script.module.mediarelay.RelaySets;
import org.breakwater.script.module.mediarelay.transport.UdpQuery;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/** Sessions on an rtpproxy: made, completed and deleted for messages. Waits for the proxy. */
final class ProxyCalls {

    private final TimeSource time;
    private final RelaySets sets;
    private final Timing timing;
    private final String noProxyLine;
    private final String cookiePrefix;
    private final AtomicLong cookies = new AtomicLong();

    /** How long to wait, how often to try. */
    record Timing(int timeoutMillis, int tries) {}

    /** What flags say: options passed on to the proxy and what is replaced in the description. */
    private record Flags(String options, boolean origin, boolean session, boolean trustSdp, boolean force) {
        static Flags parse(String text) {
            StringBuilder options = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if ("aliez0123456789".indexOf(c) >= 0) {
                    options.append(Character.toUpperCase(c));
                }
            }
            return new Flags(
                    options.toString(),
                    text.indexOf('o') >= 0,
                    text.indexOf('c') >= 0,
                    text.indexOf('r') >= 0,
                    text.indexOf('f') >= 0);
        }
    }

    private record Place(String address, int port) {}

    ProxyCalls(TimeSource time, RelaySets sets, Timing timing, String noProxyLine) {
        this.time = time;
        this.sets = sets;
        this.timing = timing;
        this.noProxyLine = noProxyLine;
        this.cookiePrefix = Long.toHexString(time.epochMillis()) + "_";
    }

    int act(ScriptContext ctx, Operation operation, String flags, String address, int set) {
        return switch (operation) {
            case OFFER, ANSWER -> relay(ctx, operation, Flags.parse(flags), address, set);
            case DELETE -> delete(ctx, set);
            case NONE -> -1;
        };
    }

    private int delete(ScriptContext ctx, int set) {
        SipMessage message = ctx.message();
        String to = message.toTag() == null ? "" : " " + message.toTag();
        String answer = ask(ctx, set, "D " + message.callId() + ' ' + message.fromTag() + to);
        return answer == null || answer.startsWith("E") ? -1 : 1;
    }

    private int relay(ScriptContext ctx, Operation operation, Flags flags, String address, int set) {
        if (!Operation.hasSdp(ctx.message())) {
            return -1;
        }
        SipMessage message = ctx.message();
        SdpRewrite sdp = new SdpRewrite(message.body());
        if (sdp.media().isEmpty() || !flags.force() && sdp.has(noProxyLine)) {
            return -1;
        }
        Place last = null;
        for (int i = 0; i < sdp.media().size(); i++) {
            SdpRewrite.Media media = sdp.media().get(i);
            last = place(ctx, ask(ctx, set, command(ctx, operation, flags, media, i + 1)), address);
            if (last == null) {
                return -1;
            }
            sdp.replace(media, last.address(), last.port());
        }
        if (flags.session() || sdp.needsSessionAddress()) {
            sdp.replaceSessionAddress(last.address());
        }
        if (flags.origin()) {
            sdp.replaceOrigin(last.address());
        }
        sdp.add(noProxyLine);
        ctx.edits().replace(message.bodyStart(), message.bodyStart() + message.bodyLength(), sdp.toString());
        return 1;
    }

    private static String command(
            ScriptContext ctx, Operation operation, Flags flags, SdpRewrite.Media media, int number) {
        SipMessage message = ctx.message();
        boolean swapped = message.isRequest() == (operation == Operation.ANSWER);
        String from = swapped ? message.toTag() : message.fromTag();
        String to = swapped ? message.fromTag() : message.toTag();
        boolean fromSdp = flags.trustSdp() || ctx.flow() == null;
        String address =
                fromSdp ? media.address() : Addresses.text(ctx.flow().remote().getAddress());
        boolean answers = operation == Operation.ANSWER;
        String options = flags.options() + (address != null && address.indexOf(':') >= 0 ? "6" : "");
        return (answers ? "L" : "U")
                + options
                + ' '
                + message.callId()
                + ' '
                + address
                + ' '
                + media.port()
                + ' '
                + from
                + ';'
                + number
                + (to == null ? "" : " " + to + ';' + number);
    }

    /** {@code port [address]}; 0 and E… are errors. */
    private static Place place(ScriptContext ctx, String answer, String ownAddress) {
        String[] words = answer == null ? new String[] {"E"} : answer.trim().split("[ ,]+");
        if (!words[0].matches("[1-9][0-9]{0,4}")) {
            if (answer != null) {
                ctx.log(-1, "rtpproxy: the proxy refuses: " + answer.trim() + "\n");
            }
            return null;
        }
        String address = ownAddress != null ? ownAddress : words.length > 1 ? words[1] : "127.0.0.1";
        return new Place(address, Integer.parseInt(words[0]));
    }

    /** Sends a command; null when no proxy answers. */
    String ask(ScriptContext ctx, int set, String command) {
        String answer = sets.ask(set, String.valueOf(ctx.message().callId()), node -> askNode(ctx, node, command));
        if (answer == null) {
            ctx.log(-1, "rtpproxy: no proxy answers\n");
        }
        return answer;
    }

    private String askNode(ScriptContext ctx, RelayNode node, String command) {
        byte[] cookie = Octets.bytes(cookiePrefix + cookies.incrementAndGet());
        Optional<byte[]> answer = new UdpQuery(time, timing.timeoutMillis(), timing.tries())
                .ask(node.host(), node.port(), cookie, Octets.bytes(command));
        if (answer.isEmpty()) {
            ctx.log(-1, "rtpproxy: proxy " + node.url() + " does not answer and is left alone for a while\n");
            return null;
        }
        return Octets.text(answer.get(), 0, answer.get().length);
    }
}
