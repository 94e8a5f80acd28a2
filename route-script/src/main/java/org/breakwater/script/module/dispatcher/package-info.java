/**
 * The {@code dispatcher} module: chooses one of several servers, tries the others, and watches who is up.
 *
 * <p>Selection is safe on any thread; probing runs on a worker. May call: platform.directory, sip.flow.
 */
package org.breakwater.script.module.dispatcher;
