/**
 * What the administrator wrote in {@code breakwater.yaml}, checked and typed: one immutable record for each concern.
 * Read once when the server starts or reloads. May call: {@code platform.security} (networks), {@code platform.text},
 * SnakeYAML Engine.
 */
package org.breakwater.platform.config;
