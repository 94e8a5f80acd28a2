package org.breakwater.script.run;

/** A value of the script language: an integer of 32 bits, a string of octets, or null. */
public sealed interface Value {

    /** The null value. */
    Value NULL = new Null();

    /** The number 0. */
    Value ZERO = new Int(0);

    /** The number 1. */
    Value ONE = new Int(1);

    /** An integer. */
    static Value of(int number) {
        return number == 0 ? ZERO : number == 1 ? ONE : new Int(number);
    }

    /** A string of wire text; null makes the null value. */
    static Value of(String text) {
        return text == null ? NULL : new Str(text);
    }

    /** The integer it counts as: of a string its number if it is one as a whole, else 0; of null 0. */
    int toInt();

    /** The text it counts as: of null the empty string. */
    String toText();

    /** Whether it is null. */
    default boolean isNull() {
        return this instanceof Null;
    }

    /** Whether it is an integer. */
    default boolean isInt() {
        return this instanceof Int;
    }

    /** An integer. */
    record Int(int number) implements Value {
        @Override
        public int toInt() {
            return number;
        }

        @Override
        public String toText() {
            return Integer.toString(number);
        }
    }

    /** A string. */
    record Str(String text) implements Value {
        @Override
        public int toInt() {
            return Numbers.parseOrZero(text);
        }

        @Override
        public String toText() {
            return text;
        }
    }

    /** No value. */
    record Null() implements Value {
        @Override
        public int toInt() {
            return 0;
        }

        @Override
        public String toText() {
            return "";
        }
    }
}
