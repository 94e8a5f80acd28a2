package org.breakwater.script.run;

/**
 * What lives as long as a transaction and follows it into its branch, reply and failure routes: AVPs, message flags,
 * what modules attached. A message has one from the start; a transaction made for it takes it over.
 */
public final class TransactionScope {

    private final Avps avps = new Avps();
    private final Attachments attachments = new Attachments();
    private int flags;

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
