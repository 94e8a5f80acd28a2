package org.breakwater.pbx.sites;

import static org.breakwater.daemon.base.CommandArguments.done;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.breakwater.daemon.base.CommandArguments;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.text.NearestName;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.satellite.LastWord;
import org.breakwater.registrar.satellite.LastWords;
import org.breakwater.registrar.satellite.store.SiteAdministration;
import org.breakwater.registrar.sync.Site;
import org.breakwater.registrar.sync.SiteSetting;

/** Answers {@code breakwater site …}. */
public final class SiteCommands {

    private final SiteAdministration sites;
    private final LastWords words;
    private final String defaultDomain;
    private final TimeSource time;

    /**
     * @param words what LifeGUARDs said of themselves
     * @param defaultDomain of users for whom none is given
     */
    public SiteCommands(SiteAdministration sites, LastWords words, String defaultDomain, TimeSource time) {
        this.sites = sites;
        this.words = words;
        this.defaultDomain = defaultDomain;
        this.time = time;
    }

    /** Adds them. */
    public void addTo(ControlServer server) {
        server.add("site-list", a -> list())
                .add("site-show", a -> show(new CommandArguments(a).text("site")))
                .add("site-assign", a -> assign(new CommandArguments(a)))
                .add("site-unassign", a -> unassign(new CommandArguments(a)))
                .add("site-number-add", a -> addNumber(new CommandArguments(a)))
                .add("site-number-remove", a -> removeNumber(new CommandArguments(a).text("number")))
                .add("site-set", a -> set(new CommandArguments(a)))
                .add("site-unset", a -> unset(new CommandArguments(a)));
    }

    private List<Object> list() {
        Map<String, Site> all = new TreeMap<>();
        sites.list().forEach(site -> all.put(site.name(), site));
        words.sites().forEach(name -> all.putIfAbsent(name, new Site(name, List.of(), Map.of(), Map.of())));
        List<Object> list = new ArrayList<>();
        for (Site site : all.values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("site", site.name());
            row.put("users", site.users().size());
            row.put("numbers", site.dids().size());
            row.put("settings", site.settings().size());
            row.put("lifeguard", lifeguard(site.name()));
            list.add(row);
        }
        return list;
    }

    private Object show(String name) throws ControlException {
        Site site = sites.site(name);
        if (!site.exists() && words.of(name).isEmpty()) {
            throw new ControlException("nothing belongs to a site " + name + meant(name));
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("site", name);
        shown.put("users", site.users().stream().map(DirectoryName::toString).toList());
        shown.put("numbers", site.dids());
        shown.put("settings", site.settings());
        shown.put("lifeguard", lifeguard(name));
        return shown;
    }

    private String meant(String name) {
        List<String> names = sites.list().stream().map(Site::name).toList();
        return NearestName.of(name, names)
                .map(n -> "; did you mean " + n + "?")
                .orElse(names.isEmpty() ? "; there is no site yet" : "; there are " + String.join(", ", names));
    }

    /** Null when no LifeGUARD of that site was heard. */
    private Map<String, Object> lifeguard(String site) {
        Optional<LastWord> word = words.of(site);
        if (word.isEmpty()) {
            return null;
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("asked_at", Instant.ofEpochMilli(word.get().atMillis()).toString());
        said.put(
                "asked_seconds_ago",
                Math.max(0, (time.epochMillis() - word.get().atMillis()) / 1000));
        said.put("asked_server", word.get().member());
        said.put("verdict", word.get().verdict().isEmpty() ? null : word.get().verdict());
        said.put("registrations_told", word.get().registrations());
        return said;
    }

    private Object assign(CommandArguments a) throws ControlException {
        String site = a.text("site");
        boolean isNew = !sites.site(site).exists();
        List<DirectoryName> users = users(a);
        return done(
                sites.assign(site, users),
                count(users) + " to " + site + " now" + (isNew ? ", which is a new site" : "") + lostOperators());
    }

    private Object unassign(CommandArguments a) throws ControlException {
        List<DirectoryName> users = users(a);
        return done(sites.unassign(users), count(users) + " to no site now" + lostOperators());
    }

    private List<DirectoryName> users(CommandArguments a) throws ControlException {
        List<DirectoryName> users = a.texts("users").stream()
                .map(text -> a.user(text, defaultDomain))
                .distinct()
                .toList();
        if (users.isEmpty()) {
            throw new ControlException("users are missing");
        }
        return users;
    }

    private static String count(List<DirectoryName> users) {
        return users.size() == 1 ? users.get(0) + " belongs" : users.size() + " users belong";
    }

    /** What the administrator should see to: an operator who is of another site rings no phone. */
    private String lostOperators() {
        StringBuilder text = new StringBuilder();
        sites.lostOperators()
                .forEach((site, users) -> text.append("\nNote: ")
                        .append(String.join(", ", users))
                        .append(users.size() == 1 ? " is operator of " : " are operators of ")
                        .append(site)
                        .append(" and no user of it; set operator anew"));
        return text.toString();
    }

    private Object addNumber(CommandArguments a) throws ControlException {
        String number = a.text("number");
        String did = a.text("did");
        return done(
                sites.addNumber(a.text("site"), number, did),
                "other sites reach " + number + " as " + did + " when they are alone");
    }

    private Object removeNumber(String number) throws ControlException {
        return done(sites.removeNumber(number), "number " + number + " is removed");
    }

    private Object set(CommandArguments a) throws ControlException {
        String site = a.text("site");
        SiteSetting setting = setting(a);
        String value = a.text("value");
        boolean isNew = !sites.site(site).exists();
        String note = setting == SiteSetting.TRUNK
                        && value.toLowerCase(java.util.Locale.ROOT).contains("transport=udp")
                ? "\nNote: over UDP anybody on the way can send with the gateway's address; use tcp or tls if it can"
                : "";
        return done(
                sites.set(site, setting, value),
                setting.settingName() + " of " + site + " is " + value.strip()
                        + (isNew ? "; " + site + " is a new site" : "") + note);
    }

    private Object unset(CommandArguments a) throws ControlException {
        SiteSetting setting = setting(a);
        return done(
                sites.unset(a.text("site"), setting),
                setting.settingName() + " of " + a.text("site") + " is what its LifeGUARD's own file says");
    }

    private static SiteSetting setting(CommandArguments a) throws ControlException {
        try {
            return SiteSetting.of(a.text("name"));
        } catch (IllegalArgumentException e) {
            throw new ControlException(e.getMessage());
        }
    }
}
