package org.breakwater.registrar.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a table at one moment, with a version that follows from the content alone: the same on every main
 * server, so that it does not matter which of them answers. Entries are spread over {@value #BUCKETS} buckets by their
 * keys; the hash of a bucket and of the table are sums of those of their entries.
 */
public final class Contents {

    /** Number of buckets. */
    public static final int BUCKETS = 64;

    /** Nothing. */
    public static final Contents EMPTY = new Contents(Map.of());

    private final Map<String, byte[]> entries;
    private final List<Map<String, Long>> hashes = new ArrayList<>(BUCKETS);
    private final long[] buckets = new long[BUCKETS];
    private final long version;

    private Contents(Map<String, byte[]> entries) {
        this.entries = new TreeMap<>(entries);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            hashes.add(new TreeMap<>());
        }
        long sum = 0;
        for (Map.Entry<String, byte[]> e : this.entries.entrySet()) {
            long hash = hash(e.getKey(), e.getValue());
            int bucket = bucketOf(e.getKey());
            hashes.get(bucket).put(e.getKey(), hash);
            buckets[bucket] += hash;
            sum += hash;
        }
        this.version = sum;
    }

    /** Those entries; values are not changed afterwards. */
    public static Contents of(Map<String, byte[]> entries) {
        return new Contents(entries);
    }

    /** The version: equal content has equal versions, and other content another one but for 1 in 2^64. */
    public long version() {
        return version;
    }

    /** The hash of each bucket. */
    public long[] buckets() {
        return buckets.clone();
    }

    /** How many entries there are. */
    public int size() {
        return entries.size();
    }

    /** The entries by key. */
    public Map<String, byte[]> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** The hashes of a bucket's entries, by key. */
    public Map<String, Long> hashesOf(int bucket) {
        return Collections.unmodifiableMap(hashes.get(bucket));
    }

    /** In which bucket a key is. */
    public static int bucketOf(String key) {
        int h = key.hashCode() * 0x9E3779B9;
        return h >>> 26;
    }

    private static long hash(String key, byte[] value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return ByteBuffer.wrap(digest.digest(value)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
