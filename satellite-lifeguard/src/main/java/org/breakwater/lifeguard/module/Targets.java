package org.breakwater.lifeguard.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.lifeguard.sync.SiteCopy;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Puts phones into the destinations of a request. */
final class Targets {

    private static final int FOUND = 1;
    private static final int NOT_FOUND = -1;

    private final SiteCopy site;
    private final Location location;

    Targets(SiteCopy site, Location location) {
        this.site = site;
        this.location = location;
    }

    /** User part of the Request-URI; null when there is none. */
    static String dialled(ScriptContext ctx) {
        try {
            return SipUri.parse(ctx.requestUri()).user();
        } catch (SipParseException e) {
            return null;
        }
    }

    /** A number of ours becomes its user. */
    int localUser(ScriptContext ctx) {
        String number = dialled(ctx);
        Optional<String> user = number == null ? Optional.empty() : site.localUser(number);
        user.filter(u -> !u.equals(number)).ifPresent(u -> setUser(ctx, u));
        return user.isPresent() ? FOUND : NOT_FOUND;
    }

    /** Replaces the user part of the Request-URI. */
    static void setUser(ScriptContext ctx, String user) {
        String uri = ctx.requestUri();
        int colon = uri.indexOf(':');
        int at = uri.indexOf('@');
        ctx.destination().setUri(uri.substring(0, colon + 1) + user + uri.substring(at < 0 ? colon + 1 : at));
    }

    /** The phones of the user in the Request-URI: those registered here, else those the main servers told of. */
    int phones(ScriptContext ctx) {
        String user = dialled(ctx);
        return user == null ? NOT_FOUND : fill(ctx, phonesOf(user));
    }

    /**
     * The one phone whose Contact the Request-URI is: a main server names it so, and a phone that transfers a call to
     * somebody it talks with.
     */
    int contact(ScriptContext ctx) {
        String wanted = userAndPlace(ctx.requestUri());
        if (wanted == null) {
            return NOT_FOUND;
        }
        List<Binding> found = new ArrayList<>();
        location.forEach((aor, bindings) -> addThose(bindings, wanted, found));
        if (found.isEmpty()) {
            addThose(site.registeredAtMains(), wanted, found);
        }
        return found.isEmpty() ? NOT_FOUND : fill(ctx, found.subList(0, 1));
    }

    private static void addThose(Iterable<Binding> bindings, String wanted, List<Binding> found) {
        for (Binding b : bindings) {
            if (isAt(b.contact(), wanted)) {
                found.add(b);
            }
        }
    }

    /** Whether a Contact is at {@code user@host:port}; takes nothing apart, since every call asks this of every phone. */
    private static boolean isAt(String contact, String wanted) {
        int start = contact.indexOf(':') + 1;
        int end = start + wanted.length();
        return contact.startsWith(wanted, start) && (end == contact.length() || contact.charAt(end) == ';');
    }

    /** {@code user@host:port} of a SIP URI as it is written; null without a user. */
    private static String userAndPlace(String uri) {
        int colon = uri.indexOf(':');
        int at = uri.indexOf('@', colon);
        int end = uri.indexOf(';', Math.max(at, 0));
        return colon < 0 || at < 0 ? null : uri.substring(colon + 1, end < 0 ? uri.length() : end);
    }

    /** All phones of the site's operators at once. */
    int operator(ScriptContext ctx) {
        List<Binding> phones = new ArrayList<>();
        for (String operator : site.list("operator")) {
            phones.addAll(phonesOf(operator));
        }
        return fill(ctx, phones);
    }

    private List<Binding> phonesOf(String user) {
        List<Binding> here = location.lookup(user);
        return here.isEmpty() ? site.registeredAtMains(user) : here;
    }

    private static int fill(ScriptContext ctx, List<Binding> phones) {
        ctx.branches().clear();
        for (int i = 0; i < phones.size(); i++) {
            Destination d = i == 0 ? ctx.destination() : new Destination();
            fill(d, phones.get(i));
            if (i > 0) {
                ctx.branches().add(d);
            }
        }
        return phones.isEmpty() ? NOT_FOUND : FOUND;
    }

    /** The way through a proxy at the mains' side (Path) is of no use here: the phone is in this branch. */
    private static void fill(Destination d, Binding b) {
        d.setUri(b.contact());
        d.setPath(null);
        d.setDstUri(b.route().received());
        d.setQ(b.q());
        d.setInstance(b.device().instance());
        d.setRuid(b.ruid());
        d.setUserAgent(b.device().userAgent());
        d.setFlowId(b.route().flowId());
        d.setFlags(d.flags() | b.flags());
    }
}
