package org.breakwater.dns.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import javax.crypto.spec.SecretKeySpec;
import org.breakwater.platform.time.TimeSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * A shared secret for TSIG with HMAC-SHA-256.
 *
 * @param name as both sides write it
 * @param tsig signs and verifies
 * @param view index of the view it opens; empty when the source address decides
 */
public record TransferKey(Name name, TSIG tsig, OptionalInt view) {

    /** A key from its octets. */
    public static TransferKey of(Name name, byte[] secret, OptionalInt view, TimeSource time) {
        SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
        return new TransferKey(name, new TSIG(TSIG.HMAC_SHA256, name, key, new InjectedClock(time)), view);
    }

    /** TSIG asks for a JDK clock. */
    private static final class InjectedClock extends Clock {
        private final TimeSource time;

        InjectedClock(TimeSource time) {
            this.time = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time.now();
        }
    }
}
