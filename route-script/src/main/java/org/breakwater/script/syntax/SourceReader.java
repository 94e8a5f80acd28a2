package org.breakwater.script.syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the parser gets the text of configuration files from. */
@FunctionalInterface
public interface SourceReader {

    /** Largest file that {@link #disk()} reads, in bytes. */
    long MAX_FILE_BYTES = 16L * 1024 * 1024;

    /**
     * Reads a whole file. The language is byte-oriented: each character of the result is one byte (ISO 8859-1); the
     * parser decodes strings as UTF-8.
     *
     * @param path absolute, or relative to the working directory
     * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} if there is no such file
     * @throws IOException if it cannot be read
     */
    String read(String path) throws IOException;

    /** Reads from the file system; refuses files larger than {@link #MAX_FILE_BYTES}. */
    static SourceReader disk() {
        return path -> {
            Path file = Path.of(path);
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new IOException("file is larger than " + MAX_FILE_BYTES + " bytes");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        };
    }
}
