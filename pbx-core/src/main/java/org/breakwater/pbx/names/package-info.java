/**
 * What the DNS server of a main server is told: which mains can be used ({@code MainsHealth}) and which numbers are ours
 * ({@code AliasNumbers}); and what the routing script takes for itself because DNS says so ({@code SiteNames}). Called on
 * event loops and on the scheduler; nothing here blocks. Wired by {@code pbx.app}.
 */
package org.breakwater.pbx.names;
