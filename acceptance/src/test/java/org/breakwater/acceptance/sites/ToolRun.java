package org.breakwater.acceptance.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a program did that ran to its end.
 *
 * @param output standard output and error together
 */
record ToolRun(int exitCode, String output) {

    /** What {@code timeout} returns when time was up. */
    private static final int TIME_IS_UP = 124;

    /** Runs a program in a folder; fails the test when it takes longer. */
    static ToolRun in(Path folder, int seconds, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        List<String> limited = new ArrayList<>(List.of("timeout", "-k", "5", Integer.toString(seconds)));
        limited.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(limited).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code)
                .as("still running after " + seconds + " s: " + command + "\n" + output)
                .isNotEqualTo(TIME_IS_UP);
        return new ToolRun(code, output);
    }

    /** Runs a program at the root of the clone. */
    static ToolRun of(int seconds, String... command) throws IOException, InterruptedException {
        return in(cloneRoot(), seconds, Map.of(), List.of(command));
    }

    /** The root of the clone. */
    static Path cloneRoot() {
        Path folder = Path.of(System.getProperty("breakwater.root", "."))
                .toAbsolutePath()
                .normalize();
        while (folder != null && !Files.isExecutable(folder.resolve("breakwater"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("start the tests within a clone, or set -Dbreakwater.root");
        }
        return folder;
    }

    /** Fails the test unless it ended with 0; the output. */
    String succeeded() {
        assertThat(exitCode).as(output).isZero();
        return output;
    }
}
