/**
 * Features of users and switches within a main server: kept in SQL, shown on lamps, set by phones, scripts and commands.
 *
 * <p>What is asked is answered from memory on any thread; SQL runs on the scheduler. May call: presence.feature,
 * presence.board, presence.document.feature, script.module.features, script.module.presence, daemon, platform.
 */
package org.breakwater.pbx.feature;
