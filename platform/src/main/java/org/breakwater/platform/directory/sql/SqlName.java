package org.breakwater.platform.directory.sql;

/** Names of tables and columns. They cannot be parameters of a statement, so nothing that could end them is let through. */
public final class SqlName {

    private static final int LONGEST = 64;

    private SqlName() {}

    /**
     * The name as it is written in a statement.
     *
     * @throws IllegalArgumentException when it holds anything but letters, digits and underscore, or is too long
     */
    public static String quote(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a table or column name (letters, digits and _, at most " + LONGEST + ")");
        }
        return "`" + name + "`";
    }

    private static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && c != '_' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
