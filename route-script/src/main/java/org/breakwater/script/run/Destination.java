package org.breakwater.script.run;

import org.breakwater.sip.flow.ListenPoint;

/** Where one branch goes: the changeable routing state of a request that each branch has for itself. */
public final class Destination {

    private String uri;
    private String dstUri;
    private String path;
    private ListenPoint socket;
    private int flags;
    private int q = -1;
    private String instance;
    private String ruid;
    private String userAgent;
    private long flowId;
    private Holder holder;
    private String aor;
    private boolean used;

    /** A copy that goes its own way. */
    public Destination copy() {
        Destination d = new Destination();
        d.uri = uri;
        d.dstUri = dstUri;
        d.path = path;
        d.socket = socket;
        d.flags = flags;
        d.q = q;
        d.instance = instance;
        d.ruid = ruid;
        d.userAgent = userAgent;
        d.flowId = flowId;
        d.holder = holder;
        d.aor = aor;
        d.used = used;
        return d;
    }

    /** The rewritten Request-URI, null while it is as received. */
    public String uri() {
        return uri;
    }

    /** Rewrites the Request-URI; null goes back to the received one. */
    public void setUri(String newUri) {
        uri = newUri;
        holder = null;
        aor = null;
        used = false;
    }

    /** {@code $du}: the next hop instead of the Request-URI, or null. */
    public String dstUri() {
        return dstUri;
    }

    /** Sets or clears {@code $du}. */
    public void setDstUri(String newDstUri) {
        dstUri = newDstUri;
        holder = null;
        if (newDstUri != null) {
            used = false;
        }
    }

    /** Route set to put in front (RFC 3327 Path of the binding), comma separated, or null. */
    public String path() {
        return path;
    }

    /** Sets or clears the Path. */
    public void setPath(String newPath) {
        path = newPath;
    }

    /** The socket to send from, or null to choose. */
    public ListenPoint socket() {
        return socket;
    }

    /** Sets or clears the socket to send from. */
    public void setSocket(ListenPoint newSocket) {
        socket = newSocket;
    }

    /** Branch flags, one bit each ({@code setbflag}). */
    public int flags() {
        return flags;
    }

    /** Sets all branch flags. */
    public void setFlags(int newFlags) {
        flags = newFlags;
    }

    /** Preference, 0 to 1000, or -1 if not given. */
    public int q() {
        return q;
    }

    /** Sets the preference. */
    public void setQ(int newQ) {
        q = newQ;
    }

    /** {@code +sip.instance} of the binding, or null. */
    public String instance() {
        return instance;
    }

    /** Sets the instance id. */
    public void setInstance(String newInstance) {
        instance = newInstance;
    }

    /** Record id of the binding, or null. */
    public String ruid() {
        return ruid;
    }

    /** Sets the record id. */
    public void setRuid(String newRuid) {
        ruid = newRuid;
    }

    /** User agent of the binding, or null. */
    public String userAgent() {
        return userAgent;
    }

    /** Sets the user agent. */
    public void setUserAgent(String newUserAgent) {
        userAgent = newUserAgent;
    }

    /** The connection the binding was registered over, 0 for none. */
    public long flowId() {
        return flowId;
    }

    /** Sets the connection to prefer. */
    public void setFlowId(long id) {
        flowId = id;
    }

    /** The other server that has the connection the binding was registered over; null for none, or a changed way. */
    public Holder holder() {
        return holder;
    }

    /** Sets it; a new Request-URI or next hop takes it back. */
    public void setHolder(Holder newHolder) {
        holder = newHolder;
    }

    /** Whose contact it is: the URI that was looked up; null when none was, or the Request-URI was changed since. */
    public String aor() {
        return aor;
    }

    /** Sets it; a new Request-URI takes it back. */
    public void setAor(String uriLookedUp) {
        aor = uriLookedUp;
    }

    /**
     * A server of the cluster that has a connection.
     *
     * @param run which run of it
     * @param flowId the number it knows the connection by
     */
    public record Holder(String run, long flowId) {}

    /** Whether the request was sent here already, or was told not to be: relaying needs another destination. */
    public boolean isUsed() {
        return used;
    }

    /** Says that the request was sent here; a new Request-URI or next hop takes it back. */
    public void markUsed() {
        used = true;
    }
}
