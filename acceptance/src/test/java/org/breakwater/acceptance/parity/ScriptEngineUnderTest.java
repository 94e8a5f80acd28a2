package org.breakwater.acceptance.parity;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** One of the two engines that run the same script. */
public interface ScriptEngineUnderTest {

    /** The name shown in reports. */
    String name();

    /** Checks the script without starting it; empty when it is accepted, else what the engine complained about. */
    List<String> check(ParityCase script, Ports ports) throws IOException;

    /** Starts the script on {@link Ports#server()}; returns when it can receive. */
    AutoCloseable start(ParityCase script, Ports ports, Consumer<String> logSink)
            throws StartRefusedException, IOException;
}
