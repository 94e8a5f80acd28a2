package org.breakwater.acceptance.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Debian's kamailio as a process: one UDP worker, log on stderr, loopback only. */
final class KamailioEngine implements ScriptEngineUnderTest {
    private static final Path BINARY = Path.of("/usr/sbin/kamailio");
    private static final String READY = "PARITY READY";
    private static final long START_SECONDS = 10;
    private static final List<String> MEMORY = List.of("-m", "64", "-M", "8");

    private final Executor readers;

    KamailioEngine(Executor readers) {
        this.readers = readers;
    }

    /** Whether the Debian package is here. */
    static boolean isInstalled() {
        return Files.isExecutable(BINARY);
    }

    @Override
    public String name() {
        return "kamailio";
    }

    @Override
    public List<String> check(ParityCase script, Ports ports) throws IOException {
        List<String> command = command(script, ports);
        command.add("-c");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
            lines.lines().forEach(output::add);
            return process.waitFor() == 0 ? List.of() : complaints(output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("interrupted while kamailio checked " + script, e);
        }
    }

    private static List<String> complaints(List<String> output) {
        List<String> errors = output.stream()
                .filter(l -> l.contains("ERROR:") || l.contains("CRITICAL:"))
                .toList();
        return errors.isEmpty() ? List.of("kamailio refused without an error line") : errors;
    }

    private static List<String> command(ParityCase script, Ports ports) {
        List<String> command =
                new ArrayList<>(List.of(BINARY.toString(), "-f", script.file().toString()));
        command.addAll(MEMORY);
        ports.defines(script).forEach(d -> command.addAll(List.of("-A", d)));
        return command;
    }

    @Override
    public AutoCloseable start(ParityCase script, Ports ports, Consumer<String> logSink)
            throws StartRefusedException, IOException {
        List<String> command = command(script, ports);
        command.addAll(List.of("-DD", "-E", "-n", "1", "-N", "1", "-l", "udp:127.0.0.1:" + ports.server()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        List<String> early = new ArrayList<>();
        readers.execute(() -> pump(process, ready, early, logSink));
        try {
            if (ready.get(START_SECONDS, TimeUnit.SECONDS)) {
                return () -> {
                    if (!process.isAlive()) {
                        logSink.accept(Observation.DIED);
                    }
                    stop(process);
                };
            }
            stop(process);
            throw new StartRefusedException(String.join("\n", complaints(early)));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            stop(process);
            throw new IOException(
                    script + " neither started nor ended; a started script must include prelude/ready.cfg", e);
        }
    }

    private static void pump(
            Process process, CompletableFuture<Boolean> ready, List<String> early, Consumer<String> logSink) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            while (line != null) {
                if (!ready.isDone()) {
                    early.add(line);
                }
                logSink.accept(line);
                if (line.contains(READY)) {
                    ready.complete(true);
                }
                line = lines.readLine();
            }
        } catch (IOException streamClosedByStop) {
            ready.complete(false);
        }
        ready.complete(false);
    }

    private static void stop(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
