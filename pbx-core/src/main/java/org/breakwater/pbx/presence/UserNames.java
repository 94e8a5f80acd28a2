package org.breakwater.pbx.presence;

import org.breakwater.pbx.feature.UserSpelling;
import org.breakwater.pbx.lists.Names;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.message.UriEscapes;

/**
 * One spelling for each user, however phones and scripts write them: unless {@code use_domain} is on, a user of the same name
 * at any of our domains and addresses is one person. Every main server spells alike. Any thread.
 */
final class UserNames implements UserSpelling, Names {

    /** Stands for all our domains; no name in DNS ends like that (RFC 2606 §2). */
    private static final String OURS = "breakwater.invalid";

    private volatile PresenceParameters.Names names = new PresenceParameters.Names(false, new LocalDomains());

    /** How users are told from one another from now on. */
    void use(PresenceParameters.Names newNames) {
        names = newNames;
    }

    /** Whom a URI or the bare name of a user means. */
    @Override
    public String entity(String uriOrName) {
        PresenceParameters.Names now = names;
        String text = uriOrName.strip();
        if (text.indexOf(':') < 0 && text.indexOf('@') < 0 && !text.isEmpty()) {
            return "sip:" + text + '@' + OURS;
        }
        String sip = Entity.sip(text);
        try {
            SipUri uri = SipUri.parse(sip);
            if (now.useDomain() || uri.user() == null || !now.local().isLocal(uri.host(), 0, null)) {
                return sip;
            }
            return "sip:" + unescaped(uri.user()) + '@' + OURS;
        } catch (SipParseException e) {
            return sip;
        }
    }

    private static String unescaped(String user) {
        return user.indexOf('%') < 0 ? user : UriEscapes.unescape(user);
    }

    @Override
    public String key(String uriOrName) {
        return uriOrName.isBlank() ? "" : locationKey(entity(uriOrName));
    }

    /** The same for somebody at one of our domains or addresses; null for others. */
    @Override
    public String oursOrNull(String uriOrName) {
        String entity = entity(uriOrName);
        if (entity.endsWith('@' + OURS)) {
            return entity;
        }
        try {
            SipUri uri = SipUri.parse(entity);
            return uri.user() != null && names.local().isLocal(uri.host(), 0, null) ? entity : null;
        } catch (SipParseException e) {
            return null;
        }
    }

    /** A URI for phones, at the host of another. */
    @Override
    public String like(String entity, String uri) {
        if (!entity.endsWith('@' + OURS)) {
            return entity;
        }
        String user = entity.substring(entity.indexOf(':') + 1, entity.length() - OURS.length() - 1);
        return "sip:" + UriEscapes.escapeUser(user) + '@' + uri.substring(uri.lastIndexOf('@') + 1);
    }

    /** The user's key in a table of registrations. */
    String locationKey(String entity) {
        String rest = entity.substring(entity.indexOf(':') + 1);
        int at = rest.lastIndexOf('@');
        if (at < 0) {
            return rest;
        }
        return rest.endsWith('@' + OURS) ? rest.substring(0, at) : rest;
    }

    /** The user with that key in a table of registrations. */
    String ofLocationKey(String key) {
        return "sip:" + (key.indexOf('@') < 0 ? key + '@' + OURS : key);
    }

    /** For people. */
    String shown(String entity) {
        String rest = entity.startsWith("sip:") ? entity.substring(4) : entity;
        return rest.endsWith('@' + OURS) ? rest.substring(0, rest.length() - OURS.length() - 1) : rest;
    }
}
