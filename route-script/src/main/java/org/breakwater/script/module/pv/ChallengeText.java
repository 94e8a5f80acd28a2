package org.breakwater.script.module.pv;

import org.breakwater.sip.message.ValueList;

/** Single parameters of a credentials header, as written there. */
final class ChallengeText {

    private ChallengeText() {}

    /** The value without quotes, or null. */
    static String parameter(String params, String name) {
        int at = 0;
        while (at < params.length()) {
            int end = ValueList.elementEnd(params, at);
            int eq = params.indexOf('=', at);
            if (eq > 0 && eq < end && params.substring(at, eq).trim().equalsIgnoreCase(name)) {
                String value = params.substring(eq + 1, end).trim();
                boolean quoted = value.length() >= 2 && value.charAt(0) == '"' && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
            at = end + 1;
        }
        return null;
    }
}
