/**
 * The {@code usrloc} module: parameters of the location service, its persistence, and the {@code ul.*} commands.
 *
 * <p>Load-time code runs on the loading thread, commands on pool threads. May call: registrar, platform.directory.
 */
package org.breakwater.script.module.usrloc;
