package org.breakwater.script.run;

/**
 * What lives as long as a transaction and follows it into its branch, reply and failure routes: AVPs, message flags,
 * what modules attached. A message has one from the start; a transaction made for it takes it over.
 */
public final class TransactionScope {

    private final Avps avps;
    private final Attachments attachments;
    private int flags;

    /** An empty scope. */
    public TransactionScope() {
        this(new Avps(), new Attachments(), 0);
    }

    private TransactionScope(Avps avps, Attachments attachments, int flags) {
        this.avps = avps;
        this.attachments = attachments;
        this.flags = flags;
    }

    /** The same AVPs and attachments, with flags that go their own way: those of a message and of its transaction. */
    public TransactionScope withOwnFlags() {
        return new TransactionScope(avps, attachments, flags);
    }

    /** {@code $avp}, {@code $xavp}, {@code $xavu}, {@code $xavi}. */
    public Avps avps() {
        return avps;
    }

    /** What modules attached. */
    public Attachments attachments() {
        return attachments;
    }

    /** Message flags, one bit each. */
    public int flags() {
        return flags;
    }

    /** Sets all message flags. */
    public void setFlags(int newFlags) {
        flags = newFlags;
    }
}
