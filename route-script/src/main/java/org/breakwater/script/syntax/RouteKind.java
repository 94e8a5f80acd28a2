package org.breakwater.script.syntax;

/** The kinds of route block; they decide when a block runs and which functions it may use. */
public enum RouteKind {
    /** {@code request_route{}} or {@code route{}}: every request. Unnamed, repeated blocks are joined. */
    REQUEST("request_route"),
    /** {@code route[NAME]}: called from other routes. */
    ROUTE("route"),
    /** {@code branch_route[NAME]}: once per outgoing branch, armed with {@code t_on_branch}. */
    BRANCH("branch_route"),
    /** {@code failure_route[NAME]}: all branches failed, armed with {@code t_on_failure}. */
    FAILURE("failure_route"),
    /** {@code onreply_route[NAME]}: replies of a transaction, armed with {@code t_on_reply}. */
    ONREPLY("onreply_route"),
    /** {@code reply_route{}} or {@code onreply_route{}}: every reply. Unnamed, repeated blocks are joined. */
    CORE_REPLY("reply_route"),
    /** {@code onsend_route{}}: before a request leaves. Unnamed, repeated blocks are joined. */
    ONSEND("onsend_route"),
    /** {@code event_route[module:event]}: raised by a module. */
    EVENT("event_route");

    private final String keyword;

    RouteKind(String keyword) {
        this.keyword = keyword;
    }

    /** The word that begins such a block in a configuration. */
    public String keyword() {
        return keyword;
    }

    /** True if blocks of this kind normally have no name; repeated unnamed blocks are joined in order. */
    public boolean isUnnamed() {
        return this == REQUEST || this == CORE_REPLY || this == ONSEND;
    }
}
