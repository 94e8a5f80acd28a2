package org.breakwater.platform.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The routing script.
 *
 * @param file the configuration in Kamailio's language; empty for the one that comes with the server
 * @param defines names set before it is read, as {@code -A NAME=VALUE} does; an empty value only defines the name
 */
public record ScriptConfig(Optional<Path> file, Map<String, String> defines) {

    /** Copies the map. */
    public ScriptConfig {
        defines = Map.copyOf(defines);
    }
}
