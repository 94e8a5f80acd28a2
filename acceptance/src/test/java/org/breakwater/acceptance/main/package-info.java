/**
 * The suite {@code main}: a main server as people run it, tried from outside by real phones, real databases and
 * hostile peers. Every test starts processes of its own on loopback, with temporary homes, and ends only those.
 */
package org.breakwater.acceptance.main;
