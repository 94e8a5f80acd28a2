package org.breakwater.sip.agent;

import java.util.List;
import org.breakwater.sip.flow.Target;

/**
 * Who the agent is and where its server is.
 *
 * @param user user part of the address of record, and the digest username
 * @param domain host part of the address of record
 * @param password in clear, wire text
 * @param server where requests go: the registrar, or the outbound proxy in front of it
 * @param routes Route values every request outside of a dialog starts with; empty when the server is in the URI
 * @param userAgent text for User-Agent and Server
 */
public record Account(
        String user, String domain, String password, Target server, List<String> routes, String userAgent) {

    /** Copies the routes. */
    public Account {
        routes = List.copyOf(routes);
    }

    /** The address of record. */
    public String addressOfRecord() {
        return "sip:" + user + '@' + domain;
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return addressOfRecord() + " at " + server.address();
    }
}
