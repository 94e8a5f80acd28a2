package org.breakwater.daemon.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.User;
import org.breakwater.platform.directory.UserAdministration;
import org.breakwater.platform.directory.UserResult;

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
        server.add("user-add", this::add)
                .add("user-remove", a -> done(users.remove(name(a)), name(a) + " is removed"))
                .add(
                        "user-passwd",
                        a -> done(users.setPassword(name(a), text(a, "password")), name(a) + " has a new password"))
                .add("user-import", this::importAll)
                .add("user-list", a -> list());
    }

    private Object add(Map<String, Object> a) throws ControlException {
        List<String> numbers = new ArrayList<>();
        if (a.get("numbers") instanceof List<?> given) {
            given.forEach(n -> numbers.add(n.toString()));
        }
        NewUser user =
                new NewUser(name(a), text(a, "password"), String.valueOf(a.getOrDefault("display_name", "")), numbers);
        return done(users.add(user), name(a) + " may register now");
    }

    private Object importAll(Map<String, Object> a) throws ControlException {
        List<NewUser> all = new ArrayList<>();
        if (a.get("users") instanceof List<?> given) {
            for (Object entry : given) {
                List<?> parts = (List<?>) entry;
                DirectoryName name =
                        new DirectoryName(parts.get(0).toString(), parts.get(1).toString());
                all.add(new NewUser(name, parts.get(2).toString(), "", List.of()));
            }
        }
        return done(users.addAll(all), all.size() + " users may register now");
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

    private DirectoryName name(Map<String, Object> a) throws ControlException {
        return new DirectoryName(text(a, "user"), String.valueOf(a.getOrDefault("domain", defaultDomain)));
    }

    private static String text(Map<String, Object> a, String key) throws ControlException {
        Object value = a.get(key);
        if (value == null) {
            throw new ControlException(key + " is missing");
        }
        return value.toString();
    }

    private static Map<String, Object> done(UserResult result, String message) throws ControlException {
        if (result instanceof UserResult.Invalid r) {
            throw new ControlException(r.message());
        } else if (result instanceof UserResult.AlreadyExists r) {
            throw new ControlException(r.message());
        } else if (result instanceof UserResult.NotFound r) {
            throw new ControlException(r.message());
        }
        return Map.of("message", message);
    }
}
