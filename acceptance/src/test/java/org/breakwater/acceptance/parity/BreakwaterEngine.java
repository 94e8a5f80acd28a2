package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/** Our own engine, in this JVM. */
final class BreakwaterEngine implements ScriptEngineUnderTest {
    private final InProcessServer server;

    BreakwaterEngine(InProcessServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "breakwater";
    }

    @Override
    public List<String> check(ParityCase script, Ports ports) {
        return server.check(script.file(), ports.defines(script));
    }

    @Override
    public AutoCloseable start(ParityCase script, Ports ports, Consumer<String> logSink)
            throws StartRefusedException, IOException {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.server());
        return server.start(new InProcessServer.Launch(script.file(), ports.defines(script), listen, logSink));
    }
}
