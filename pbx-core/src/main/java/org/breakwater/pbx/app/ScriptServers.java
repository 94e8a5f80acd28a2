package org.breakwater.pbx.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.ListenPlan;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.Script;
import org.breakwater.daemon.base.Signalling;
import org.breakwater.pbx.presence.MainPresence;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * Many small servers in one process: each has sockets, workers, transactions, registrations and a script of its own and
 * lacks only a control socket; databases are opened once for all. For those who try many scripts one after the other.
 */
public final class ScriptServers implements AutoCloseable {

    private final ServerConfig config;
    private final Foundation foundation;

    private ScriptServers(ServerConfig config, Foundation foundation) {
        this.config = config;
        this.foundation = foundation;
    }

    /**
     * Opens the databases of a home, which is made if missing.
     *
     * @throws IOException when the home or its database cannot be used
     */
    public static ScriptServers open(Path home) throws IOException {
        Foundation.prepareHome(home);
        MainConfig config = MainConfig.load(home);
        List<ListenPoint> sockets =
                List.of(ListenPoint.of(TransportProtocol.UDP, new InetSocketAddress("127.0.0.1", 5060)));
        return new ScriptServers(config.server(), Foundation.open(home, config.server(), sockets));
    }

    /**
     * Starts a server; when this returns its sockets are open. Closing the result frees them.
     *
     * @param options script, sockets and defines; the home is that of {@link #open}
     * @param logs makes the script's log from the highest level it wants written ({@code debug})
     * @throws ScriptRefusedException when the script has faults
     * @throws IOException when a socket cannot be opened
     */
    public AutoCloseable start(RunOptions options, IntFunction<ScriptLog> logs) throws IOException {
        Script script = Script.read(options, config);
        List<ListenPoint> sockets = ListenPlan.of(options.listen(), script.config(), config.listen());
        Foundation beside = foundation.beside(sockets);
        MainPresence presence = new MainPresence(beside);
        Signalling signalling = new Signalling(beside, config, script.config(), sockets, logs, presence);
        presence.attach(signalling);
        try {
            presence.start();
            signalling.start(script);
        } catch (IOException | RuntimeException e) {
            signalling.stop();
            presence.stop();
            throw e;
        }
        return () -> {
            signalling.stop();
            presence.stop();
        };
    }

    /** Closes databases and security log. */
    @Override
    public void close() {
        foundation.directories().close();
        foundation.securityLog().close();
    }
}
