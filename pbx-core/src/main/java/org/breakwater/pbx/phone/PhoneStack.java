package org.breakwater.pbx.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.agent.Signalling;
import org.breakwater.sip.agent.TransactionSignalling;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;
import org.breakwater.sip.transport.NettyTransport;
import org.breakwater.sip.transport.TransportConfig;
import org.breakwater.sip.transport.TransportHooks;
import org.breakwater.sip.transport.WorkerGroup;

/** The phone's signalling: one worker, one socket on a free port. */
final class PhoneStack implements AutoCloseable {

    private final WorkerGroup workers;
    private final NettyTransport transport;
    private final TransactionSignalling signalling;

    /**
     * Opens the socket.
     *
     * @throws IOException when that fails
     */
    PhoneStack(TransportProtocol protocol, InetAddress local, TimeSource time, SecureRandom random) throws IOException {
        workers = new WorkerGroup(1, time);
        try {
            ListenPoint point = ListenPoint.of(protocol, new InetSocketAddress(local, 0));
            transport = new NettyTransport(TransportConfig.of(List.of(point)), workers, TransportHooks.NONE, time);
            TransactionLayer transactions =
                    new TransactionLayer(transport, workers.workers(), TransactionSettings.standard(random.nextLong()));
            signalling = new TransactionSignalling(transport, transactions, worker());
            transport.start(signalling);
        } catch (IOException e) {
            workers.close();
            throw e;
        }
    }

    Worker worker() {
        return workers.workers().all().get(0);
    }

    Signalling signalling() {
        return signalling;
    }

    @Override
    public void close() {
        transport.stop();
        workers.close();
    }
}
