package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Our server as the parity tests see it: checked and started inside the test's JVM, because a process per case would
 * take minutes. Found with {@link java.util.ServiceLoader}; without a provider only kamailio is run.
 */
public interface InProcessServer {

    /**
     * Checks a configuration as {@code breakwater check} does.
     *
     * @param config the file; includes are relative to it
     * @param defines {@code NAME} or {@code NAME=VALUE}, as given to {@code -A}, in order and possibly repeated
     * @return one line per error, with file, line and column; empty when the file is accepted
     */
    List<String> check(Path config, List<String> defines);

    /**
     * Starts a server; when this returns it answers on the listening address. Closing it frees the port at once.
     *
     * @throws StartRefusedException when the configuration is refused
     * @throws IOException when the port cannot be opened
     */
    AutoCloseable start(Launch launch) throws StartRefusedException, IOException;

    /**
     * What to start.
     *
     * @param config the routing script
     * @param defines as in {@link #check}
     * @param listen the UDP address, loopback only
     * @param logSink receives every line the script logs, without level or prefix, on any thread
     */
    record Launch(Path config, List<String> defines, InetSocketAddress listen, Consumer<String> logSink) {}
}
