package org.breakwater.pbx.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.platform.control.ControlException;

/** Files of users to be imported: lines of {@code USER,DOMAIN,PASSWORD} and perhaps {@code ,SITE}. */
final class UserFile {

    private static final Pattern LINE =
            Pattern.compile("([^,\"]+),([^,\"]+),(?:\"((?:[^\"]|\"\")*)\"|([^,\"][^,]*|))(?:,([^,\"]*))?");

    private UserFile() {}

    /**
     * Reads it.
     *
     * @return three or four parts for each user
     * @throws ControlException with file and line when one cannot be understood
     */
    static List<List<String>> read(Path file) throws IOException, ControlException {
        List<List<String>> users = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Matcher m = LINE.matcher(line);
            if (!m.matches()) {
                throw new ControlException(file + ":" + number
                        + ": write USER,DOMAIN,PASSWORD or USER,DOMAIN,PASSWORD,SITE, and a password with a comma"
                        + " between double quotes");
            }
            String password = m.group(3) == null ? m.group(4) : m.group(3).replace("\"\"", "\"");
            List<String> user =
                    new ArrayList<>(List.of(m.group(1).trim(), m.group(2).trim(), password));
            if (m.group(5) != null && !m.group(5).isBlank()) {
                user.add(m.group(5).trim());
            }
            users.add(user);
        }
        return users;
    }
}
