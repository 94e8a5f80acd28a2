package org.breakwater.pbx.phone;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param name stable name for programs: registering, registered, calling, ringing …
 * @param text one line for a person
 * @param details more for programs, by name
 */
record PhoneEvent(String name, String text, Map<String, Object> details) {

    static PhoneEvent of(String name, String text) {
        return new PhoneEvent(name, text, Map.of());
    }

    PhoneEvent with(String key, Object value) {
        Map<String, Object> more = new java.util.LinkedHashMap<>(details);
        more.put(key, value);
        return new PhoneEvent(name, text, more);
    }
}
