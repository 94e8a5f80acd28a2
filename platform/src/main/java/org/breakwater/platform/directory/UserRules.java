package org.breakwater.platform.directory;

import java.util.Optional;

/** What user names, domains and passwords may look like. */
final class UserRules {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DISPLAY_NAME = 128;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;

    private static final String USERNAME_RULE =
            "1 to " + LONGEST_NAME + " letters, digits or any of . _ - + * # ~ are allowed";

    private UserRules() {}

    /** The first thing wrong, as a sentence. */
    static Optional<String> check(NewUser user) {
        Optional<String> problem = checkName(user.name());
        if (problem.isEmpty()) {
            problem = checkPassword(user.name().username(), user.password());
        }
        if (problem.isEmpty() && !isText(user.displayName(), LONGEST_DISPLAY_NAME)) {
            problem = Optional.of("a display name has at most " + LONGEST_DISPLAY_NAME + " printable characters");
        }
        if (problem.isEmpty()) {
            problem = user.aliases().stream()
                    .filter(alias -> !isUsername(alias))
                    .findFirst()
                    .map(alias -> "alias \"" + shown(alias) + "\": " + USERNAME_RULE);
        }
        if (problem.isEmpty() && user.site().isPresent()) {
            problem = SiteName.problem(user.site().get());
        }
        return problem;
    }

    static Optional<String> checkName(DirectoryName name) {
        if (!isUsername(name.username())) {
            return Optional.of("user name \"" + shown(name.username()) + "\": " + USERNAME_RULE);
        }
        if (!name.domain().matches("[A-Za-z0-9](?:[A-Za-z0-9.:\\[\\]_-]{0,63})|\\[[0-9A-Fa-f:.]{2,45}\\]")) {
            return Optional.of("domain \"" + shown(name.domain()) + "\" is not a host name or address of at most "
                    + LONGEST_NAME + " characters");
        }
        return Optional.empty();
    }

    static Optional<String> checkPassword(String username, String password) {
        if (password.length() < SHORTEST_PASSWORD || !isText(password, LONGEST_PASSWORD)) {
            return Optional.of(
                    "a password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " printable characters");
        }
        if (password.contains(username) && password.length() - username.length() < SHORTEST_PASSWORD / 2) {
            return Optional.of("a password must not be the user name with a little around it");
        }
        return Optional.empty();
    }

    private static boolean isUsername(String text) {
        return text.matches("[A-Za-z0-9._+*#~-]{1," + LONGEST_NAME + "}");
    }

    private static boolean isText(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    static String shown(String text) {
        String start = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
