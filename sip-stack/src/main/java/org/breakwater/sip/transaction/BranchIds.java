package org.breakwater.sip.transaction;

import java.util.SplittableRandom;
import org.breakwater.sip.message.Via;

/**
 * Makes branches and tags that are unique in this process and hard to guess: a counter sent through a bijection keyed
 * by two secret numbers. Belongs to one worker.
 */
public final class BranchIds {

    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();

    private final long key;
    private final char worker;
    private long counter;

    /**
     * @param seed secret number, the same for all workers of a process
     * @param worker index of the worker
     */
    public BranchIds(long seed, int worker) {
        SplittableRandom random = new SplittableRandom(seed);
        this.key = random.nextLong();
        this.counter = random.nextLong() + ((long) worker << 48);
        this.worker = DIGITS[worker & 31];
    }

    /** A new branch, beginning with the magic cookie. */
    public String nextBranch() {
        return next(Via.MAGIC_COOKIE);
    }

    /** A new tag. */
    public String nextTag() {
        return next("");
    }

    private String next(String prefix) {
        long value = mix(counter++ ^ key) ^ Long.rotateLeft(key, 29);
        char[] text = new char[prefix.length() + 14];
        prefix.getChars(0, prefix.length(), text, 0);
        int at = prefix.length();
        text[at++] = worker;
        for (int i = 0; i < 13; i++) {
            text[at++] = DIGITS[(int) (value & 31)];
            value >>>= 5;
        }
        return new String(text);
    }

    private static long mix(long v) {
        long a = (v ^ (v >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
