package org.breakwater.script.module.rtpengine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bencoding of maps, lists, strings of octets (one char each) and integers. */
final class Bencode {

    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private Bencode(String text) {
        this.text = text;
    }

    /** Writes a value: Map with String keys, List, String or Number. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder(512);
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            out.append('d');
            map.forEach((k, v) -> {
                write(out, k);
                write(out, v);
            });
            out.append('e');
        } else if (value instanceof List<?> list) {
            out.append('l');
            list.forEach(v -> write(out, v));
            out.append('e');
        } else if (value instanceof Number n) {
            out.append('i').append(n.longValue()).append('e');
        } else {
            String s = value.toString();
            out.append(s.length()).append(':').append(s);
        }
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    static Object read(String text) {
        try {
            return new Bencode(text).value(0);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the value ends too early", e);
        }
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("values are nested too deeply");
        }
        char c = text.charAt(at);
        return switch (c) {
            case 'd' -> map(depth);
            case 'l' -> list(depth);
            case 'i' -> integer();
            default -> string();
        };
    }

    private Map<String, Object> map(int depth) {
        at++;
        Map<String, Object> map = new LinkedHashMap<>();
        while (text.charAt(at) != 'e') {
            map.put(string(), value(depth + 1));
        }
        at++;
        return map;
    }

    private List<Object> list(int depth) {
        at++;
        List<Object> list = new ArrayList<>();
        while (text.charAt(at) != 'e') {
            list.add(value(depth + 1));
        }
        at++;
        return list;
    }

    private long integer() {
        int end = text.indexOf('e', at);
        long number = Long.parseLong(text.substring(at + 1, end));
        at = end + 1;
        return number;
    }

    private String string() {
        int colon = text.indexOf(':', at);
        int length = Integer.parseInt(text.substring(at, colon));
        String s = text.substring(colon + 1, colon + 1 + length);
        at = colon + 1 + length;
        return s;
    }
}
