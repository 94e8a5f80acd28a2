package org.breakwater.script.module.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;

/**
 * Which parameters each module has in Kamailio 5.6.3. A module completes its table from here, so that a parameter that
 * changes nothing in this server is still accepted with the right type, and only a name nobody knows is refused.
 */
public final class KnownParameters {

    private static final String RESOURCE = "known-parameters.txt";

    private final Map<String, List<ParameterExport>> byModule = new HashMap<>();

    private KnownParameters(String table) {
        List<ParameterExport> current = List.of();
        for (String line : table.lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] words = line.trim().split(" ");
            int first = 0;
            if (!line.startsWith(" ")) {
                current = new ArrayList<>();
                byModule.put(words[0], current);
                first = 1;
            }
            for (int i = first; i < words.length; i++) {
                current.add(parameter(words[i]));
            }
        }
    }

    private static ParameterExport parameter(String word) {
        String name = word.substring(2);
        return word.charAt(0) == 'i' ? ParameterExport.ignoredInteger(name) : ParameterExport.ignoredString(name);
    }

    /** Builds the table with every parameter of the module that is not in it yet, as one without effect. */
    public static ModuleExports complete(ModuleExports.Builder table) {
        ModuleExports so = table.build();
        Set<String> present = new HashSet<>();
        so.parameters().forEach(p -> present.add(p.name()));
        for (ParameterExport p : read().byModule.getOrDefault(so.module(), List.of())) {
            if (!present.contains(p.name())) {
                table.parameter(p);
            }
        }
        return table.build();
    }

    private static KnownParameters read() {
        try (InputStream in = KnownParameters.class.getResourceAsStream(RESOURCE)) {
            return new KnownParameters(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
