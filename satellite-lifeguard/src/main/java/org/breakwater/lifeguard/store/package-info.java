/**
 * The LifeGUARD's own disk: its copy of the mains' tables, sealed, and which call records were delivered. Accounts are
 * also put into the directory that authentication reads.
 *
 * <p>Blocks; one thread at a time. May call: platform.directory, registrar.sync's values.
 */
package org.breakwater.lifeguard.store;
