package org.breakwater.script.module.presence;

/**
 * What a command publishes; empty texts stand for nothing said.
 *
 * @param presentity whom it is about, as a URI
 * @param event package
 * @param id the same id again changes what was published with it
 * @param etag of what is to be changed, when there is no id
 * @param expires seconds; 0 removes
 * @param body document
 */
public record RpcPublication(
        String presentity, String event, String contentType, String id, String etag, int expires, String body) {}
