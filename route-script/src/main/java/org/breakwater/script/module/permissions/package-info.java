/**
 * The {@code permissions} module: groups of addresses, trusted peers, and rules in files.
 *
 * <p>Runs on any thread that runs scripts; reads files while the script loads and opens tables when the server
 * starts. May call: platform.directory.
 */
package org.breakwater.script.module.permissions;
