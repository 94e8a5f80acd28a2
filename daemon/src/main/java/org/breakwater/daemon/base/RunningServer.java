package org.breakwater.daemon.base;

import java.util.List;
import org.breakwater.platform.time.Threads;

/** A daemon that has started. */
public interface RunningServer {

    /** What to show whoever started it. */
    List<String> welcome();

    /** Stops in order; loses nothing that was acknowledged. */
    void stop();

    /** A thread that stops the server, for the runtime's shutdown hook; {@code after} is run at its end. */
    default Thread shutdownThread(Runnable after) {
        return Threads.named("shutdown").newThread(() -> {
            stop();
            after.run();
        });
    }
}
