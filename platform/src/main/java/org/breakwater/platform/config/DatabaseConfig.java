package org.breakwater.platform.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The server's own database.
 *
 * @param url {@code mysql://host[:port]/database} or a JDBC URL; empty for the embedded one in the home folder
 * @param user who enters it, unless the URL says so
 * @param passwordFile a file whose first line is the password, unless the URL has it
 */
public record DatabaseConfig(Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {}
