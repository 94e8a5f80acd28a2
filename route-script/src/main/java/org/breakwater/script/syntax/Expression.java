package org.breakwater.script.syntax;

import java.net.InetAddress;
import java.util.List;

/** One expression. Constants are kept as written; nothing is folded except {@code case} labels. */
public sealed interface Expression {

    /** Where the expression begins. */
    Position position();

    /** A number; 32-bit signed range as in Kamailio 5.6 (larger literals wrap). */
    record IntLiteral(Position position, int value) implements Expression {}

    /** A string constant after escapes, joining and substitutions; it is not interpolated by itself. */
    record StringLiteral(Position position, String value, Quote quote) implements Expression {}

    /** How a string constant was written. */
    enum Quote {
        /** {@code "…"} with escapes. */
        DOUBLE,
        /** {@code '…'}, raw. */
        SINGLE,
        /** A bare word where the language allows one: {@code method==INVITE}, {@code route(NAME)}, a host name. */
        BARE
    }

    /**
     * A pseudo-variable.
     *
     * @param text the token as written, beginning with {@code $}
     * @param spec its parts
     */
    record PvRef(Position position, String text, PvSpec spec) implements Expression {}

    /**
     * {@code @name.name[index]…}: a select, always of string type.
     *
     * @param text the select without the at sign, blanks removed
     */
    record SelectRef(Position position, String text, List<SelectPart> parts) implements Expression {

        /** Copies the parts. */
        public SelectRef {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One dotted step of a select.
     *
     * @param name identifier before the bracket
     * @param index {@code [3]} or {@code ["name"]}, null when absent; quotes removed
     * @param numericIndex true if the index was a number
     */
    record SelectPart(String name, String index, boolean numericIndex) {}

    /** One of the old bare words: {@code method}, {@code src_ip}, {@code uri}, {@code myself}… */
    record KeywordRef(Position position, Keyword keyword) implements Expression {}

    /** A transport name to compare {@code proto} and {@code snd_proto} with, in lower case: udp tcp tls sctp ws wss. */
    record ProtocolLiteral(Position position, String name) implements Expression {}

    /** {@code INET} (4) or {@code INET6} (6), to compare {@code af} and {@code snd_af} with. */
    record AddressFamilyLiteral(Position position, int ipVersion) implements Expression {}

    /** An address literal: {@code 10.0.0.1}, {@code [2001:db8::1]}. */
    record IpLiteral(Position position, InetAddress address) implements Expression {}

    /** {@code 10.0.0.0/8} or {@code 10.0.0.0/255.0.0.0}. */
    record NetworkLiteral(Position position, InetAddress address, int prefixLength) implements Expression {}

    /** A core or module function with its arguments as written. */
    record FunctionCall(Position position, String name, List<Expression> arguments) implements Expression {

        /** Copies the arguments. */
        public FunctionCall {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * {@code route(target)}. A bare word, number or string constant is a name known at load and arrives as a
     * {@link StringLiteral}; anything else is computed for each call.
     */
    record RouteCall(Position position, Expression target) implements Expression {}

    /** {@code !e}, {@code -e}, {@code ~e}. */
    record Unary(Position position, UnaryOperator operator, Expression operand) implements Expression {}

    /** {@code left operator right}. */
    record Binary(Position position, BinaryOperator operator, Expression left, Expression right)
            implements Expression {}

    /** {@code (int)e} or {@code (str)e}. */
    record Cast(Position position, CastType type, Expression operand) implements Expression {}

    /** Target of a cast. */
    enum CastType {
        /** {@code (int)}. */
        INT,
        /** {@code (str)}. */
        STRING
    }

    /** {@code defined e}. */
    record Defined(Position position, Expression operand) implements Expression {}

    /** {@code strlen(e)}. */
    record StrLen(Position position, Expression operand) implements Expression {}

    /** {@code strempty(e)}. */
    record StrEmpty(Position position, Expression operand) implements Expression {}

    /** {@code selval(condition, whenTrue, whenFalse)}. */
    record SelVal(Position position, Expression condition, Expression whenTrue, Expression whenFalse)
            implements Expression {}

    /** {@code ($target = value)} used as a value. */
    record AssignExpr(Position position, PvRef target, Expression value) implements Expression {}

    /** {@code { actions }} used as a value: the result of its last action. */
    record BlockExpr(Position position, Statement.Block block) implements Expression {}

    /** Label of {@code case /"re"[flags]:}. */
    record RegexLiteral(Position position, String pattern, String flags) implements Expression {}
}
