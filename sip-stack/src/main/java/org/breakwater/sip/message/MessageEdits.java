package org.breakwater.sip.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes to a message that are carried out when it is written: Kamailio's lumps. Each replaces a range of the
 * received octets (possibly empty) by wire text. Ranges may overlap only if equal or nested deletions; the first
 * deletion of a range wins and insertions at the same offset keep the order in which they were made.
 *
 * <p>Not thread-safe: belongs to whoever processes the message.
 */
public final class MessageEdits {

    private final List<Edit> edits;

    /** No changes yet. */
    public MessageEdits() {
        this.edits = new ArrayList<>(4);
    }

    private MessageEdits(List<Edit> edits) {
        this.edits = new ArrayList<>(edits);
    }

    /** One change: octets {@code start} to {@code end} (exclusive) give way to {@code text}. */
    public record Edit(int start, int end, String text) {}

    /** A copy that goes its own way, for one branch of a forked request. */
    public MessageEdits copy() {
        return new MessageEdits(edits);
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The changes in the order they were made. */
    public List<Edit> list() {
        return edits;
    }

    /** Inserts wire text before the octet at {@code offset}. */
    public void insert(int offset, String text) {
        edits.add(new Edit(offset, offset, text));
    }

    /** Replaces octets {@code start} to {@code end} (exclusive). */
    public void replace(int start, int end, String text) {
        edits.add(new Edit(start, end, text));
    }

    /** Deletes octets {@code start} to {@code end} (exclusive). */
    public void delete(int start, int end) {
        edits.add(new Edit(start, end, ""));
    }

    /** Deletes a range, as one with what was deleted last when they touch: many small ones must not pile up. */
    void deleteFurther(int start, int end) {
        int last = edits.size() - 1;
        Edit previous = last < 0 ? null : edits.get(last);
        boolean touching = previous != null
                && previous.text().isEmpty()
                && previous.end() > previous.start()
                && start <= previous.end()
                && end >= previous.start();
        if (touching) {
            edits.set(last, new Edit(Math.min(start, previous.start()), Math.max(end, previous.end()), ""));
        } else {
            delete(start, end);
        }
    }

    /** Deletes header field {@code i}. */
    public void removeHeader(HeaderIndex index, int i) {
        delete(index.lineStart(i), index.lineEnd(i));
    }

    /** Whether the octet at {@code offset} is deleted or replaced. */
    public boolean isDeleted(int offset) {
        for (Edit e : edits) {
            if (e.start() <= offset && offset < e.end()) {
                return true;
            }
        }
        return false;
    }

    /** Takes back every change. */
    public void clear() {
        edits.clear();
    }
}
