/**
 * What the administrator wrote in the section {@code dns}, checked and typed. Read once when the server starts. May call:
 * {@code platform.config}, {@code dns.zone} (topology), {@code dns.answer} (limits).
 */
package org.breakwater.dns.config;
