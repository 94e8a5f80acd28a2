/**
 * The {@code ctl} module: known so that scripts load; commands go over the server's own control socket.
 *
 * <p>Load-time code only. May call: script.export.
 */
package org.breakwater.script.module.ctl;
