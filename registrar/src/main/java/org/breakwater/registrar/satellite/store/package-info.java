/**
 * What the main servers' database says about sites, how administrators change it, and where call records of LifeGUARDs go.
 *
 * <p>Blocks; any thread that may. May call: platform.directory, registrar.sync's values.
 */
package org.breakwater.registrar.satellite.store;
