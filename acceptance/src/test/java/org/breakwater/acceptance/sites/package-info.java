/**
 * The suite {@code sites}: several servers and branches as they are installed and rolled out, tried from outside. Every test
 * starts processes of its own on loopback, in folders of its own, and ends only those.
 */
package org.breakwater.acceptance.sites;
