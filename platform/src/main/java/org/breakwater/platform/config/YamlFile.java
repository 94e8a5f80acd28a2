package org.breakwater.platform.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a YAML file into whatever a module makes of its sections. */
public final class YamlFile {

    private YamlFile() {}

    /**
     * Reads {@code file}, which must exist.
     *
     * @param reader asks for every key that may be there; it need not call {@link YamlSection#finish()} on the section
     *     it is given
     * @throws ConfigException when the file cannot be read, is not YAML, or the reader reported a problem
     */
    public static <T> T read(Path file, Function<YamlSection, T> reader) {
        List<ConfigException.Problem> problems = new ArrayList<>();
        YamlSection root = new YamlSection(file.toString(), "", compose(file), problems);
        T result = reader.apply(root);
        root.finish();
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(ConfigException.Problem::line));
            throw new ConfigException(problems);
        }
        return result;
    }

    /** The root of the file; null when the file is empty. */
    static Node compose(Path file) {
        String name = file.toString();
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(name)
                    .setAllowDuplicateKeys(false)
                    .build();
            return new Compose(settings).composeString(Files.readString(file)).orElse(null);
        } catch (IOException e) {
            throw problem(name, 0, "cannot be read: " + e);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw problem(name, line, "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw problem(name, 0, "is not YAML: " + e);
        }
    }

    private static ConfigException problem(String name, int line, String message) {
        return new ConfigException(List.of(new ConfigException.Problem(name, line, "", message)));
    }
}
