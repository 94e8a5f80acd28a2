package org.breakwater.script.module.sanity;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.breakwater.sip.message.ValueList;

/** The {@code name=value} pairs of credentials, read without judging which there are. */
final class CredentialFields {

    private final Map<String, String> values = new HashMap<>();

    private CredentialFields() {}

    /** The pairs of a comma-separated list, or null when it is none. */
    static CredentialFields parse(String list) {
        CredentialFields fields = new CredentialFields();
        int at = 0;
        while (at < list.length()) {
            int end = ValueList.elementEnd(list, at);
            String pair = list.substring(at, end).trim();
            at = end + 1;
            int eq = pair.indexOf('=');
            if (eq <= 0) {
                return null;
            }
            String value = pair.substring(eq + 1).trim();
            boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
            fields.values.put(
                    pair.substring(0, eq).trim().toLowerCase(Locale.ROOT),
                    quoted ? value.substring(1, value.length() - 1) : value);
        }
        return fields.values.isEmpty() ? null : fields;
    }

    /** The value of a name in lower case, or null. */
    String get(String name) {
        return values.get(name);
    }
}
