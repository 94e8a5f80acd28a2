package org.breakwater.acceptance.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code breakwater} command. */
public final class Cli {

    private static final int LIMIT_SECONDS = 120;

    private Cli() {}

    /**
     * What a command did.
     *
     * @param output standard output and error together
     */
    public record Result(int exitCode, String output) {}

    /** The script at the root of the clone; {@code -Dbreakwater.command} names another. */
    public static String command() {
        String preset = System.getProperty("breakwater.command");
        return preset != null ? preset : root().resolve("breakwater").toString();
    }

    /** The root of the clone. */
    public static Path root() {
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

    /** Runs to the end. */
    public static Result run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(command()));
        command.addAll(List.of(words));
        return external(LIMIT_SECONDS, command);
    }

    /** Runs any other program to the end. */
    public static Result external(int seconds, List<String> command) throws IOException, InterruptedException {
        try (Running process = Running.start(Path.of("/tmp"), command)) {
            int code = process.exitCode(seconds);
            return new Result(code, String.join("\n", process.output()));
        }
    }
}
