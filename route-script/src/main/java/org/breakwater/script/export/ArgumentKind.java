package org.breakwater.script.export;

/** What a function makes of a parameter, decided when the script loads. */
public enum ArgumentKind {
    /** A string known when the script loads; other expressions are refused. No variables are looked for in it. */
    CONSTANT_STRING,
    /** An integer known when the script loads, possibly written as a string. */
    CONSTANT_INT,
    /** A string in which pseudo-variables are replaced, or any expression, taken as text. */
    STRING,
    /** A number, a string holding one, a pseudo-variable or any expression, taken as integer. */
    INT,
    /** A POSIX extended regular expression known when the script loads. */
    REGEX,
    /** A regular expression that may hold pseudo-variables. */
    REGEX_FORMAT,
    /** The name of a pseudo-variable, as {@code "$var(x)"} or {@code $var(x)}: to be read or written by the function. */
    PV,
    /** Any expression, with its type kept. */
    EXPRESSION
}
