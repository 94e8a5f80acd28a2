package org.breakwater.script.export;

import java.util.regex.Pattern;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;

/** The arguments of one call, counted from 0, each to be asked for by its declared kind. */
public interface Arguments {

    /** How many there are. */
    int count();

    /** A {@link ArgumentKind#CONSTANT_STRING}. */
    String constantString(int i);

    /** A {@link ArgumentKind#CONSTANT_INT}. */
    int constantInt(int i);

    /**
     * A {@link ArgumentKind#STRING}, {@link ArgumentKind#INT} or {@link ArgumentKind#EXPRESSION}: ask its asText, asInt
     * or eval.
     */
    Expression expression(int i);

    /** A {@link ArgumentKind#REGEX}, compiled case-insensitively as Kamailio's textops does. */
    Pattern regex(int i);

    /** A {@link ArgumentKind#PV}. */
    Pv pv(int i);

    /** Whether an argument is a constant. */
    boolean isConstant(int i);

    /** An argument as it was written when it is a constant, for messages; null otherwise. */
    String text(int i);
}
