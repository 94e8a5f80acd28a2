package org.breakwater.script.syntax;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds included files: as named, beside the including file, beside the main file. Bounds the number of files, so that
 * files that include each other many times end.
 */
final class IncludeResolver {

    private static final int MAX_FILES = 1000;

    private final SourceReader reader;
    private final String mainFile;
    private int files;

    /**
     * Outcome of a search.
     *
     * @param text the content, null if it was not found or not readable
     * @param missing true if there is no such file
     */
    record Found(String path, String text, boolean missing, String error) {}

    IncludeResolver(SourceReader reader, String mainFile) {
        this.reader = reader;
        this.mainFile = mainFile;
    }

    Found resolve(String name, String includingFile) {
        if (++files > MAX_FILES) {
            return new Found(name, null, false, "more than " + MAX_FILES + " files are included");
        }
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(name);
        if (!name.startsWith("/")) {
            addBeside(includingFile, name, candidates);
            addBeside(mainFile, name, candidates);
        }
        for (String candidate : candidates) {
            try {
                return new Found(candidate, reader.read(candidate), false, null);
            } catch (FileNotFoundException | NoSuchFileException e) {
                continue;
            } catch (IOException | InvalidPathException e) {
                return new Found(candidate, null, false, e.getMessage());
            }
        }
        return new Found(name, null, true, "no such file");
    }

    private static void addBeside(String file, String name, Set<String> candidates) {
        int slash = file.lastIndexOf('/');
        if (slash >= 0) {
            candidates.add(file.substring(0, slash + 1) + name);
        }
    }
}
