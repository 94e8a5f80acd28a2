/**
 * The module msilo: messages for users who are not there are kept in SQL and sent when they register.
 *
 * <p>{@code m_store} blocks, on the script pool; {@code m_dump} does not. May call: script.export, script.run, script.module.shared,
 * sip-stack, platform.
 */
package org.breakwater.script.module.msilo;
