/**
 * The modules {@code presence}, {@code presence_xml}, {@code presence_dialoginfo}, {@code presence_mwi}, {@code
 * presence_reginfo}, {@code presence_conference} and {@code rls} as scripts see
 * them. What presence is, is behind {@link org.breakwater.script.module.presence.PresencePort}.
 *
 * <p>Runs on the message's worker. May call: script.run, module.tm for the tag of a reply, module.usrloc for how users are
 * told from one another, module.features and module.xmpp for their ports, module.xcap for where documents are.
 */
package org.breakwater.script.module.presence;
