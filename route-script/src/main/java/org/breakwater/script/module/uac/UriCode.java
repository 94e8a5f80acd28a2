package org.breakwater.script.module.uac;

import java.util.Base64;
import java.util.Optional;
import org.breakwater.sip.message.Octets;

/**
 * What a Record-Route parameter says of a replaced URI: the octets of both, combined by exclusive or, so that either
 * gives the other. Written as base64 with {@code -} for padding, as Kamailio does.
 */
final class UriCode {

    private final byte[] password;

    /** A password only hides the URIs from a glance; empty for none. */
    UriCode(String password) {
        this.password = Octets.bytes(password);
    }

    String encode(String oldUri, String newUri) {
        byte[] a = Octets.bytes(oldUri);
        byte[] b = Octets.bytes(newUri);
        byte[] mixed = a.length > b.length ? a.clone() : b.clone();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            mixed[i] = (byte) (a[i] ^ b[i]);
        }
        hide(mixed);
        return Base64.getEncoder().encodeToString(mixed).replace('=', '-');
    }

    /** The other URI; empty when the code or {@code uri} were changed on the way. */
    Optional<String> decode(String code, String uri) {
        byte[] mixed;
        try {
            mixed = Base64.getDecoder().decode(code.replace('-', '='));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] known = Octets.bytes(uri);
        if (mixed.length < known.length) {
            return Optional.empty();
        }
        hide(mixed);
        int length = mixed.length;
        for (int i = 0; i < known.length && i < length; i++) {
            mixed[i] ^= known[i];
            length = mixed[i] == 0 ? i : length;
        }
        String other = Octets.text(mixed, 0, length);
        boolean isPrintable = other.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return other.isEmpty() || !isPrintable ? Optional.empty() : Optional.of(other);
    }

    private void hide(byte[] octets) {
        for (int i = 0; i < octets.length && password.length > 0; i++) {
            octets[i] ^= password[i % password.length];
        }
    }
}
