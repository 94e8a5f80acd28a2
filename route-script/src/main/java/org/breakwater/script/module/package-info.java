/**
 * The modules a script can load: a catalogue of names and makers here, one package for each module below. A module's
 * package holds its export table and what stands behind it; modules reach each other through {@code
 * LoadContext.module} only where Kamailio's do (registrar and usrloc, tmx and tm).
 */
package org.breakwater.script.module;
