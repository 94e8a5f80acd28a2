/**
 * The merge rule: of everything that is published about a person, what people who watch are shown, and why.
 *
 * <p>Pure; any thread. May call: document.pidf, document.dialog.
 */
package org.breakwater.presence.merge;
