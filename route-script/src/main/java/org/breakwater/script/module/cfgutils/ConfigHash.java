package org.breakwater.script.module.cfgutils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.module.pv.transform.Digests;
import org.breakwater.sip.message.Octets;

/** The MD5 hash of a file when the server started, to tell whether it was changed since. */
final class ConfigHash {

    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 400;
    private static final int FAILED = 500;

    private Path file;
    private volatile String atStart;

    void setFile(String name) {
        file = Path.of(name);
    }

    boolean isWanted() {
        return file != null;
    }

    /** Reads the file; waits for the disk. */
    void remember() throws IOException {
        atStart = hash();
    }

    private String hash() throws IOException {
        byte[] octets = Files.readAllBytes(file);
        return Digests.hex("MD5", Octets.text(octets, 0, octets.length));
    }

    String get() throws RpcException {
        if (file == null || atStart == null) {
            throw new RpcException(NOT_FOUND, "No hash file configured, or it could not be read");
        }
        return atStart;
    }

    String check() throws RpcException {
        String before = get();
        try {
            if (hash().equals(before)) {
                return "The actual config file hash is identical to the stored one.";
            }
        } catch (IOException e) {
            throw new RpcException(FAILED, "Cannot read " + file + ": " + e.getMessage());
        }
        throw new RpcException(CHANGED, "The actual config file hash is not identical to the stored one.");
    }
}
