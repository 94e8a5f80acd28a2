package org.breakwater.sip.digest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which nonce counts were used, so that credentials taken from the wire cannot be used again (RFC 7616
 * §3.4.4 {@code nc}). Per nonce the last 64 counts below the highest one are known, so requests that overtake each
 * other pass; older ones count as replays.
 *
 * <p>Bounded: when full, the nonce first used longest ago is forgotten, and with it every nonce not in memory that was
 * made no later, which then counts as too old: memory pressure costs phones a new challenge, never the protection.
 *
 * <p>Safe for all threads; locks are held for a look-up in a table.
 */
public final class NonceCounts {

    private static final int STRIPES = 16;

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** What became of a nonce count. */
    public enum Verdict {
        /** Not used before. */
        FRESH,
        /** Used before, or too far below the highest one. */
        REPLAYED,
        /** The nonce was forgotten for lack of room: challenge again with {@code stale=true}. */
        FORGOTTEN
    }

    /**
     * @param capacity how many nonces are remembered at most, at least 16; about 150 octets each
     * @param lifeMillis how long a nonce may be used, in ms
     */
    public NonceCounts(int capacity, long lifeMillis) {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(Math.max(1, capacity / STRIPES), lifeMillis);
        }
    }

    /**
     * Notes the use of a count.
     *
     * @param nonce one that {@link NonceFactory#verify} called valid
     * @param createdMillis {@link NonceFactory#createdMillis}
     * @param count 1 to 2^32 - 1; 0 for credentials without qop, which may be used once
     * @param nowMillis Unix time in ms
     */
    public Verdict use(String nonce, long createdMillis, long count, long nowMillis) {
        int hash = nonce.hashCode();
        return stripes[(hash ^ hash >>> 16) & STRIPES - 1].use(nonce, createdMillis, count, nowMillis);
    }

    /** How many nonces are remembered. */
    public int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    private static final class Window {
        private final long createdMillis;
        private long highest = -1;
        private long used;

        Window(long createdMillis) {
            this.createdMillis = createdMillis;
        }

        boolean use(long count) {
            if (count > highest) {
                long shift = count - highest;
                used = shift >= 64 || highest < 0 ? 1 : used << shift | 1;
                highest = count;
                return true;
            }
            long back = highest - count;
            if (back >= 64 || (used >>> back & 1) != 0) {
                return false;
            }
            used |= 1L << back;
            return true;
        }
    }

    private static final class Stripe {
        private final Map<String, Window> windows = new LinkedHashMap<>();
        private final int capacity;
        private final long lifeMillis;
        private long forgottenUpTo = Long.MIN_VALUE;

        Stripe(int capacity, long lifeMillis) {
            this.capacity = capacity;
            this.lifeMillis = lifeMillis;
        }

        synchronized int size() {
            return windows.size();
        }

        synchronized Verdict use(String nonce, long createdMillis, long count, long nowMillis) {
            Window window = windows.get(nonce);
            if (window == null) {
                if (createdMillis <= forgottenUpTo) {
                    return Verdict.FORGOTTEN;
                }
                makeRoom(nowMillis);
                window = new Window(createdMillis);
                windows.put(nonce, window);
            }
            return window.use(count) ? Verdict.FRESH : Verdict.REPLAYED;
        }

        private void makeRoom(long nowMillis) {
            Iterator<Window> eldest = windows.values().iterator();
            while (eldest.hasNext()) {
                Window window = eldest.next();
                boolean dead = nowMillis - window.createdMillis > lifeMillis;
                if (!dead && windows.size() < capacity) {
                    return;
                }
                eldest.remove();
                if (!dead) {
                    forgottenUpTo = Math.max(forgottenUpTo, window.createdMillis);
                }
            }
        }
    }
}
