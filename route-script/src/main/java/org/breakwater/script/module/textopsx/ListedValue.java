package org.breakwater.script.module.textopsx;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.ValueList;

/**
 * One value of a header whose fields are lists.
 *
 * @param field index of the field
 * @param number which value of that field, from 0
 * @param start first octet of the value
 * @param end the octet after it
 * @param text the value as written
 */
record ListedValue(int field, int number, int start, int end, String text) {

    /** All values of the fields of a name, in order. */
    static List<ListedValue> of(SipMessage m, String name) {
        HeaderIndex index = m.index();
        List<ListedValue> values = new ArrayList<>(4);
        for (int i = index.first(name); i >= 0; i = index.next(name, i + 1)) {
            int number = 0;
            for (int at = index.valueStart(i); at < index.valueEnd(i); ) {
                int comma = ValueList.elementEnd(m.buffer(), at, index.valueEnd(i));
                ListedValue value = trimmed(m, i, number, at, comma);
                if (value != null) {
                    values.add(value);
                    number++;
                }
                at = comma + 1;
            }
        }
        return values;
    }

    /** Whole fields of a name as one value each, for headers in which commas separate parameters. */
    static List<ListedValue> fields(SipMessage m, String name) {
        HeaderIndex index = m.index();
        List<ListedValue> values = new ArrayList<>(2);
        for (int i = index.first(name); i >= 0; i = index.next(name, i + 1)) {
            ListedValue value = trimmed(m, i, 0, index.valueStart(i), index.valueEnd(i));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static ListedValue trimmed(SipMessage m, int field, int number, int from, int to) {
        byte[] b = m.buffer();
        int start = from;
        int end = to;
        while (start < end && b[start] <= ' ' && b[start] > 0) {
            start++;
        }
        while (end > start && b[end - 1] <= ' ' && b[end - 1] > 0) {
            end--;
        }
        return start == end ? null : new ListedValue(field, number, start, end, Octets.text(b, start, end));
    }

    /** Value by index from 1, negative from the end; null when there is none. */
    static ListedValue at(List<ListedValue> values, int index) {
        int i = index < 0 ? values.size() + index : index - 1;
        return i < 0 || i >= values.size() ? null : values.get(i);
    }
}
