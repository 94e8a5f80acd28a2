/**
 * The module {@code features} as scripts see it: switches with a lamp, do-not-disturb, forwarding. What they are is behind
 * {@link org.breakwater.script.module.features.FeaturePort}.
 *
 * <p>Runs on the message's worker. May call: script.run, script.export.
 */
package org.breakwater.script.module.features;
