package org.breakwater.presence.calendar.ical;

import java.util.Map;

/**
 * A content line (RFC 5545 §3.1).
 *
 * @param name in capitals
 * @param parameters by name in capitals, without quotation marks
 */
record ContentLine(String name, Map<String, String> parameters, String value) {

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    boolean isDate() {
        return parameter("VALUE").equalsIgnoreCase("DATE");
    }
}
