/**
 * The main servers' side of synchronisation: answers what LifeGUARDs ask, takes what they tell.
 *
 * <p>Runs on the link's threads, which may block for a short while. May call: registrar.sync, registrar.location, its
 * store. A main server plugs it in with one line: {@code SiteService.serve(links, …)}. What LifeGUARDs say of themselves
 * is kept in a shared map.
 */
package org.breakwater.registrar.satellite;
