/**
 * The {@code speeddial} module: short numbers of users, from a table held in memory.
 *
 * <p>Runs on any thread that runs scripts; opens its tables when the server starts. May call: platform.directory.
 */
package org.breakwater.script.module.speeddial;
