package org.breakwater.daemon.base;

import java.util.List;
import java.util.Map;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.UserResult;

/** Reads what a command came with, and says how a change went. */
public final class CommandArguments {

    private final Map<String, Object> arguments;

    /** Of one call. */
    public CommandArguments(Map<String, Object> arguments) {
        this.arguments = arguments;
    }

    /**
     * A text.
     *
     * @throws ControlException when it is missing
     */
    public String text(String key) throws ControlException {
        Object value = arguments.get(key);
        if (value == null) {
            throw new ControlException(key + " is missing");
        }
        return value.toString();
    }

    /** A text, or another when it is missing. */
    public String text(String key, String otherwise) {
        Object value = arguments.get(key);
        return value == null ? otherwise : value.toString();
    }

    /** A list of texts, empty when it is missing. */
    public List<String> texts(String key) {
        return arguments.get(key) instanceof List<?> given
                ? given.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** {@code user} or {@code user@domain}; the domain is the argument {@code domain} when the user names none. */
    public DirectoryName user(String text, String defaultDomain) {
        int at = text.lastIndexOf('@');
        return at > 0
                ? new DirectoryName(text.substring(0, at), text.substring(at + 1))
                : new DirectoryName(text, text("domain", defaultDomain));
    }

    /**
     * What to answer after a change.
     *
     * @throws ControlException when nothing was changed, with the reason
     */
    public static Map<String, Object> done(UserResult result, String message) throws ControlException {
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
