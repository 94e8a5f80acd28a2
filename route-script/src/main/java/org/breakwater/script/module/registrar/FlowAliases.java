package org.breakwater.script.module.registrar;

/**
 * Tells transport that a registered contact's address is reached over the connection it registered over, so that
 * requests within a dialog, which carry only the contact, use it too (RFC 5923 in spirit, for the phone's own address).
 */
@FunctionalInterface
public interface FlowAliases {

    /**
     * Requests to the connection's source address and this port may use the connection.
     *
     * @param flowId a connection
     * @param port the port of the contact
     */
    void alias(long flowId, int port);
}
