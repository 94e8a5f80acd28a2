/**
 * The {@code registrar} module: {@code save}, {@code lookup} and their kin, on the location tables of usrloc.
 *
 * <p>Functions run on the message's worker. May call: registrar, module.usrloc for its tables.
 */
package org.breakwater.script.module.registrar;
