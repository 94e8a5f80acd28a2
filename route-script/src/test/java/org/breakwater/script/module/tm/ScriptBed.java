package org.breakwater.script.module.tm;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.script.compile.CompileResult;
import org.breakwater.script.compile.ScriptCompiler;
import org.breakwater.script.host.HostSettings;
import org.breakwater.script.host.ScriptHost;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.core.CoreModule;
import org.breakwater.script.module.corex.CorexModule;
import org.breakwater.script.module.dialog.DialogModule;
import org.breakwater.script.module.kex.KexModule;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.registrar.RegistrarModule;
import org.breakwater.script.module.registrar.SourceAcl;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.module.sl.ReplyWriter;
import org.breakwater.script.module.sl.SlModule;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.module.tmx.TmxModule;
import org.breakwater.script.module.usrloc.UsrlocModule;
import org.breakwater.script.module.xlog.XlogModule;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.syntax.ParseResult;
import org.breakwater.script.testkit.HeldMap;
import org.breakwater.script.testkit.RecordingLog;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.kit.InMemoryNetwork;
import org.breakwater.sip.kit.NetworkNode;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.resolve.NextHop;
import org.breakwater.sip.resolve.Resolution;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;

/** A real script on a network in memory: a caller, the server, three callees. */
final class ScriptBed implements MessageReceiver {

    private static final String PRELUDE = """
        loadmodule "tm.so"
        loadmodule "tmx.so"
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"
        loadmodule "kex.so"
        loadmodule "corex.so"
        loadmodule "textops.so"
        """;

    final InMemoryNetwork network = new InMemoryNetwork(new ManualTime());
    final NetworkNode alice = network.node("10.0.0.1", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode server = network.node("10.0.0.9", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode bob = network.node("10.0.0.2", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode carol = network.node("10.0.0.3", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final NetworkNode dave = network.node("10.0.0.4", 5060, TransportProtocol.TCP, TransportProtocol.UDP);
    final TransactionLayer layer = new TransactionLayer(server, server.workers(), TransactionSettings.standard(3));
    final StatelessReplies stateless = new StatelessReplies(server, new ReplyWriter(), 4);
    final TmSignalling tm;
    final RecordingLog log = new RecordingLog();
    final HeldMap<String, AorBindings> bindings = new HeldMap<>(new InMemorySharedMaps().map("location"));
    final Metrics metrics = new Metrics();
    final Locations locations = new Locations(name -> new Location(name, bindings, network.time()));
    final Acknowledgement acknowledgement;
    final ScriptHost host;

    ScriptBed(String script) {
        this(script, Duration.ZERO, Detours.NONE);
    }

    /** A server whose answers to REGISTER wait so long for another one, which has some of its phones. */
    ScriptBed(String script, Duration acknowledge, Detours detours) {
        tm = new TmSignalling(layer, server, ScriptBed::resolve, stateless, detours);
        acknowledgement = new Acknowledgement(acknowledge, metrics, network.time());
        ParseResult parsed = ConfigParser.parse(path -> PRELUDE + script, "test.cfg", ParseOptions.none());
        if (!parsed.isOk()) {
            throw new AssertionError(parsed.diagnostics().toString());
        }
        CompileResult compiled = new ScriptCompiler(catalogue()).compile(parsed.config(), false);
        if (!compiled.isOk()) {
            throw new AssertionError(compiled.diagnostics().toString());
        }
        host = new ScriptHost(compiled.program(), server.workers(), log, HostSettings.DEFAULT);
        host.start();
        server.receiver(this);
    }

    private ModuleCatalogue catalogue() {
        return new ModuleCatalogue()
                .add("core", () -> new CoreModule(tm.stateless(), "test", Map.of()))
                .add("pv", () -> new PvModule(Statistics.NONE, ZoneOffset.UTC))
                .add("xlog", XlogModule::new)
                .add("kex", () -> new KexModule("test"))
                .add("corex", CorexModule::new)
                .add("textops", HeaderFunctions::new)
                .add("rr", RrModule::new)
                .add("dialog", () -> new DialogModule(tm, network.time(), null))
                .add("usrloc", () -> new UsrlocModule(locations, null, null))
                .add(
                        "registrar",
                        () -> new RegistrarModule(
                                tm,
                                SourceAcl.ANYWHERE,
                                new RecordIds(0, 0),
                                network.time(),
                                server::alias,
                                acknowledgement))
                .add("tm", () -> new TmModule(tm))
                .add("tmx", () -> new TmxModule(tm))
                .add("sl", () -> new SlModule(tm, stateless, tm::forwardReply));
    }

    private static void resolve(NextHop hop, Worker worker, Consumer<Resolution> done) {
        if (Addresses.numeric(hop.host()) == null) {
            done.accept(new Resolution(List.of(), "no such host"));
            return;
        }
        TransportProtocol protocol = hop.transport() == null ? TransportProtocol.TCP : hop.transport();
        int port = hop.port() < 0 ? protocol.defaultPort() : hop.port();
        done.accept(new Resolution(List.of(Target.of(protocol, new InetSocketAddress(hop.host(), port))), null));
    }

    @Override
    public void received(SipMessage message, Flow flow, Worker worker) {
        if (!message.isRequest()) {
            host.reply(message, flow, ctx -> {
                if (!ctx.run().isDropped()) {
                    tm.replyReceived(ctx);
                }
            });
        } else if (stateless.isOurAck(message)) {
            log.log(0, "filtered ACK\n");
        } else {
            host.request(message, flow, tm::requestDone);
        }
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
        throw new AssertionError(fault);
    }

    @Override
    public void closed(Flow flow, Worker worker) {
        // transactions notice when they send
    }

    /** A request to a callee's address, from alice over TCP with the same branch each time. */
    ScriptBed send(String method, String uri, String... headers) {
        alice.send(server, TransportProtocol.TCP, text(method, uri, "z9hG4bKa", headers));
        network.settle();
        return this;
    }

    static String text(String method, String uri, String branch, String... headers) {
        StringBuilder more = new StringBuilder();
        Arrays.stream(headers).forEach(h -> more.append(h).append("\r\n"));
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/TCP 10.0.0.1:5060;branch=" + branch + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:alice@example.com>;tag=a1\r\n"
                + "To: <sip:bob@example.com>\r\n"
                + "Call-ID: call-1\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + more
                + "Content-Length: 0\r\n\r\n";
    }

    /** A callee answers the first request of a method it got. */
    void answer(NetworkNode callee, Method method, int status) {
        SipMessage request = callee.received().stream()
                .filter(m -> m.isRequest() && m.method() == method)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + method));
        byte[] reply = ResponseBuilder.of(request, status)
                .toTag("t" + callee.address().getPort())
                .copyRecordRoute()
                .build();
        callee.lastFlow().send(reply, SendOutcome.IGNORED);
        network.settle();
    }

    /** A callee answers its INVITE. */
    void answer(NetworkNode callee, int status) {
        answer(callee, Method.INVITE, status);
    }

    /** What alice got, as start lines. */
    List<String> answers() {
        return alice.receivedStartLines();
    }

    /** What the script logged with {@code xlog("PROBE …")}. */
    List<String> probes() {
        List<String> found = new ArrayList<>();
        for (String line : log.lines()) {
            int at = line.indexOf("PROBE ");
            if (at >= 0) {
                found.add(line.substring(at + 6).strip());
            }
        }
        return found;
    }
}
