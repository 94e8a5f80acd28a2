package org.breakwater.daemon.base;

import static org.breakwater.daemon.base.CommandArguments.done;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.User;
import org.breakwater.platform.directory.UserAdministration;

/** Answers {@code breakwater user …}. */
public final class UserCommands {

    private final UserAdministration users;
    private final String defaultDomain;

    UserCommands(UserAdministration users, String defaultDomain) {
        this.users = users;
        this.defaultDomain = defaultDomain;
    }

    /** Adds them. */
    public void addTo(ControlServer server) {
        server.add("user-add", a -> add(new CommandArguments(a)))
                .add("user-remove", a -> remove(name(new CommandArguments(a))))
                .add("user-passwd", a -> setPassword(new CommandArguments(a)))
                .add("user-import", this::importAll)
                .add("user-list", a -> list());
    }

    private Object add(CommandArguments a) throws ControlException {
        NewUser user = new NewUser(
                name(a),
                a.text("password"),
                a.text("display_name", ""),
                a.texts("numbers"),
                Optional.ofNullable(a.text("site", null)));
        return done(users.add(user), user.name() + " may register now");
    }

    private Object remove(DirectoryName name) throws ControlException {
        return done(users.remove(name), name + " is removed");
    }

    private Object setPassword(CommandArguments a) throws ControlException {
        return done(users.setPassword(name(a), a.text("password")), name(a) + " has a new password");
    }

    private Object importAll(Map<String, Object> a) throws ControlException {
        List<NewUser> all = new ArrayList<>();
        if (a.get("users") instanceof List<?> given) {
            for (Object entry : given) {
                List<?> parts = (List<?>) entry;
                DirectoryName name =
                        new DirectoryName(parts.get(0).toString(), parts.get(1).toString());
                Optional<String> site =
                        parts.size() > 3 ? Optional.of(parts.get(3).toString()) : Optional.empty();
                all.add(new NewUser(name, parts.get(2).toString(), "", List.of(), site));
            }
        }
        long ofSites = all.stream().filter(u -> u.site().isPresent()).count();
        String more = ofSites == 0 ? "" : "; " + ofSites + " of them belong to a site";
        return done(users.addAll(all), all.size() + " users may register now" + more);
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        for (User u : users.list()) {
            Map<String, Object> user = new LinkedHashMap<>();
            user.put("user", u.name().username());
            user.put("domain", u.name().domain());
            user.put("display_name", u.displayName());
            user.put("numbers", u.aliases());
            list.add(user);
        }
        return list;
    }

    private DirectoryName name(CommandArguments a) throws ControlException {
        return new DirectoryName(a.text("user"), a.text("domain", defaultDomain));
    }
}
