/**
 * What a LifeGUARD and the main servers say to one another: tables compared by hashes, entries that differ, registrations
 * and call records. Both sides use it, so it lives below both.
 *
 * <p>Pure; any thread. May call: registrar.location's values, platform.wire, platform.directory's values; the
 * check of settings also sip.message, platform.security and platform.text.
 */
package org.breakwater.registrar.sync;
