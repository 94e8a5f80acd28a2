package org.breakwater.presence.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Documents kept as files, octet for octet. */
public final class Golden {

    private Golden() {}

    /** The octets of a file in {@code golden/}. */
    public static byte[] octets(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden/%s", name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the octets are those of the file; shows both as text. */
    public static void assertSame(String name, byte[] octets) {
        assertThat(new String(octets, StandardCharsets.UTF_8))
                .as("golden/%s", name)
                .isEqualTo(new String(octets(name), StandardCharsets.UTF_8));
        assertThat(octets).isEqualTo(octets(name));
    }
}
