/**
 * The {@code domain} module: the domains this server is responsible for.
 *
 * <p>Runs on any thread that runs scripts; opens its tables when the server starts. May call: platform.directory.
 */
package org.breakwater.script.module.domain;
