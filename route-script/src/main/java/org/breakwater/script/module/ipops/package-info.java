/**
 * Module ipops: tests and comparisons of IP addresses, and DNS lookups.
 *
 * <p>Address functions run where the script runs, lookups on a pool thread. May call: script.run, script.export.
 */
package org.breakwater.script.module.ipops;
