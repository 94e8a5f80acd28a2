package org.breakwater.script.module.siputils;

import org.breakwater.sip.message.HeaderName;

/** Header field names in their several spellings. */
final class HeaderNames {

    private HeaderNames() {}

    /** Whether two names mean the same field, in any case, full or compact. */
    static boolean same(String a, String b) {
        HeaderName known = HeaderName.of(a);
        return known == HeaderName.EXTENSION ? a.equalsIgnoreCase(b) : known == HeaderName.of(b);
    }
}
