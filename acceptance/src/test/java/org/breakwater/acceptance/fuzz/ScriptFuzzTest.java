package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.syntax.SourceReader;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class ScriptFuzzTest {

    private static final String NAME = "fuzz.cfg";
    private static final ParseOptions NOTHING_DEFINED = new ParseOptions(List.of(), List.of(), name -> null);

    private final TimeBound bound = new TimeBound();

    /** The scripts of the parity corpus. */
    static Stream<byte[]> scripts() throws Exception {
        Path corpus = Path.of(ScriptFuzzTest.class.getResource("/parity").toURI());
        try (Stream<Path> files = Files.walk(corpus)) {
            List<Path> scripts =
                    files.filter(f -> f.toString().endsWith(".cfg")).sorted().toList();
            return scripts.stream().map(ScriptFuzzTest::read);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @MethodSource("scripts")
    @FuzzTest(maxDuration = "60s")
    void scriptsDoNoHarm(byte[] input) {
        bound.run(ScriptFuzzTest::parse, input);
    }

    /** Faults are diagnostics; whatever is thrown is a finding. Files it names do not exist. */
    private static void parse(byte[] input) {
        String script = new String(input, StandardCharsets.ISO_8859_1);
        SourceReader files = path -> {
            if (path.equals(NAME)) {
                return script;
            }
            throw new NoSuchFileException(path);
        };
        ConfigParser.parse(files, NAME, NOTHING_DEFINED);
    }
}
