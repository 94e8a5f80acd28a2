package org.breakwater.script.module.nathelper;

import java.net.InetAddress;
import java.util.List;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.SipMessage;

/** {@code fix_nated_sdp}: puts a public address into a session description. */
final class SdpFix {

    private static final int ADD_DIRECTION = 1;
    private static final int MEDIA_ADDRESS = 2;
    private static final int ADD_NO_RTPPROXY = 4;
    private static final int ORIGIN_ADDRESS = 8;
    private static final int NOTHING_REPLACED = 2;

    private final boolean keepOldAddress;
    private final String noRtpProxyLine;

    /**
     * @param keepOldAddress whether the replaced address is noted in {@code a=oldmediaip}
     * @param noRtpProxyLine what flag 4 adds
     */
    SdpFix(boolean keepOldAddress, String noRtpProxyLine) {
        this.keepOldAddress = keepOldAddress;
        this.noRtpProxyLine = noRtpProxyLine;
    }

    /** Returns 1 when addresses were replaced, 2 when none was, -1 without session description. */
    int apply(ScriptContext ctx, int flags, String address) {
        SipMessage message = ctx.message();
        List<Sdp.Line> lines = Sdp.lines(message);
        InetAddress ip = address == null ? ctx.flow().remote().getAddress() : Addresses.numeric(address);
        if (lines.isEmpty() || ip == null) {
            return -1;
        }
        int replaced = 0;
        StringBuilder added = new StringBuilder();
        for (Sdp.Line line : lines) {
            boolean media = (flags & MEDIA_ADDRESS) != 0 && line.text().startsWith("c=");
            boolean origin = (flags & ORIGIN_ADDRESS) != 0 && line.text().startsWith("o=");
            if (media || origin) {
                replaced += replace(ctx, line, Addresses.text(ip), media ? added : null) ? 1 : 0;
            }
        }
        if ((flags & ADD_DIRECTION) != 0) {
            added.append("a=direction:active\r\n");
        }
        if ((flags & ADD_NO_RTPPROXY) != 0) {
            added.append(noRtpProxyLine).append("\r\n");
        }
        if (added.length() > 0) {
            String gap = message.body().endsWith("\n") ? "" : "\r\n";
            ctx.edits().insert(message.bodyStart() + message.bodyLength(), gap + added);
        }
        return replaced > 0 ? 1 : NOTHING_REPLACED;
    }

    /** An address of zeros means hold (RFC 3264 §8.4) and stays. */
    private boolean replace(ScriptContext ctx, Sdp.Line line, String address, StringBuilder added) {
        String old = line.address();
        if (old == null || old.equals("0.0.0.0")) {
            return false;
        }
        int at = line.start() + line.addressStart();
        ctx.edits().replace(at, at + old.length(), address);
        if (keepOldAddress && added != null) {
            added.append("a=oldmediaip:").append(old).append("\r\n");
        }
        return true;
    }
}
