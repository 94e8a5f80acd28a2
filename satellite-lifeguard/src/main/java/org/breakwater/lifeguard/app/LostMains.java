package org.breakwater.lifeguard.app;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.lifeguard.verdict.VerdictState;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/**
 * Tells DNS not to send phones to main servers that do not answer. They are shown again when they are back for good, so
 * that a bad link does not send phones to and fro. Any thread.
 */
final class LostMains implements HealthSource {

    private final Set<String> mains;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean lost;

    /** {@code uris} are SIP URIs with addresses in numbers. */
    LostMains(List<String> uris) {
        this.mains = uris.stream().map(LostMains::host).collect(Collectors.toUnmodifiableSet());
    }

    private static String host(String uri) {
        try {
            return SipUri.parse(uri).host().replaceAll("[\\[\\]]", "");
        } catch (SipParseException e) {
            throw new IllegalArgumentException("\"" + uri + "\" is not a SIP URI: " + e.getMessage(), e);
        }
    }

    /** The verdict changed. */
    void changed(VerdictState state) {
        boolean now = state == VerdictState.ALONE || state == VerdictState.RETURNING;
        if (now != lost) {
            lost = now;
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public Set<String> down() {
        return lost ? mains : Set.of();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
