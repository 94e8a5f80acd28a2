/**
 * The suite {@code sites}: several servers and sites in network namespaces of this machine, with real links between them
 * that can be cut, and what is installed from packages and rolled out. Every test ends what it started, namespaces
 * included. Needs root; without it the tests fail.
 */
package org.breakwater.acceptance.sites;
