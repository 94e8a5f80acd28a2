package org.breakwater.script.testkit;

import org.breakwater.script.run.Execution;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.kit.ManualWorker;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Makes contexts from message text. Line ends may be written {@code \n}; they become CRLF outside bodies too. */
public final class ScriptContexts {

    /** An INVITE with the usual header fields and an SDP-like body. */
    public static final String INVITE = """
            INVITE sip:bob:pw@home.example:5070;transport=udp;x=1?h=v SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKabc;rport
            Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bKdef
            From: "Alice A" <sip:alice@a.example;p=1>;tag=ft1
            To: Bob <sip:bob@b.example>
            Call-ID: cid@x
            CSeq: 7 INVITE
            Contact: <sip:alice@192.0.2.7:5070>;expires=60
            Max-Forwards: 70
            User-Agent: UA/1
            X-A: one
            X-A: two
            Expires: 300
            Content-Type: text/plain
            Content-Length: 7

            body
            x""";

    private static final int VARIABLES = 64;

    private ScriptContexts() {}

    /** A message from text. */
    public static SipMessage message(String text) {
        String wire = Octets.fromUnicode(text).replace("\r\n", "\n").replace("\n", "\r\n");
        if (!wire.contains("\r\n\r\n")) {
            wire = wire + (wire.endsWith("\r\n") ? "\r\n" : "\r\n\r\n");
        }
        try {
            return SipMessage.parse(Octets.bytes(wire), ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A request that came over UDP, in a request route. */
    public static ScriptContext request(String text) {
        return of(text, FakeFlow.of(TransportProtocol.UDP), RouteKind.REQUEST);
    }

    /** A reply that came over UDP, in the core reply route. */
    public static ScriptContext reply(String text) {
        return of(text, FakeFlow.of(TransportProtocol.UDP), RouteKind.CORE_REPLY);
    }

    /** A context over any flow and in any kind of route. */
    public static ScriptContext of(String text, Flow flow, RouteKind kind) {
        return new ScriptContext(
                new Execution(new ManualWorker(), new RecordingLog(), VARIABLES), message(text), flow, kind);
    }

    /** The log of a context made here. */
    public static RecordingLog log(ScriptContext ctx) {
        return (RecordingLog) ctx.execution().log();
    }

    /** The message as it would be sent now: edits applied, first line kept. */
    public static String written(ScriptContext ctx) {
        byte[] bytes = MessageWriter.write(ctx.message(), null, "", ctx.edits());
        return Octets.text(bytes, 0, bytes.length);
    }
}
