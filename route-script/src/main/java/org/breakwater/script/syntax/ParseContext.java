package org.breakwater.script.syntax;

import java.util.HashMap;
import java.util.Map;

/** What the parsers of one configuration share. */
final class ParseContext {

    /** How deep statements and expressions may be nested. */
    static final int MAX_NESTING = 256;

    private static final int FLAGS = 32;

    private final TokenStream tokens;
    private final Diagnostics diagnostics;
    private final Map<String, Integer> flags = new HashMap<>();
    private final Map<String, Integer> avpFlags = new HashMap<>();
    private RouteKind routeKind = RouteKind.REQUEST;
    private int nesting;

    ParseContext(TokenStream tokens, Diagnostics diagnostics) {
        this.tokens = tokens;
        this.diagnostics = diagnostics;
    }

    TokenStream tokens() {
        return tokens;
    }

    void error(Position position, String message) {
        diagnostics.error(position, message);
    }

    void warning(Position position, String message) {
        diagnostics.warning(position, message);
    }

    /** Kind of the route block being parsed. */
    RouteKind routeKind() {
        return routeKind;
    }

    void beginRoute(RouteKind kind) {
        routeKind = kind;
        nesting = 0;
    }

    /** Must be followed by {@link #leave()}. */
    void enter(Position position) {
        if (++nesting > MAX_NESTING) {
            throw new SyntaxErrorException(
                    position, "statements and expressions are nested more than " + MAX_NESTING + " deep");
        }
    }

    void leave() {
        nesting--;
    }

    /** Declares a flag; number -1 asks for the first free one. Returns its number or -1 after reporting an error. */
    int declareFlag(String name, int number, boolean avp, Position position) {
        Map<String, Integer> known = avp ? avpFlags : flags;
        if (known.containsKey(name)) {
            error(position, "flag '" + name + "' is already declared");
            return -1;
        }
        int chosen = number;
        if (number < 0) {
            chosen = 0;
            while (known.containsValue(chosen)) {
                chosen++;
            }
        }
        if (chosen >= FLAGS) {
            error(position, "flag number " + chosen + " is too high; flags are 0 to " + (FLAGS - 1));
            return -1;
        }
        known.put(name, chosen);
        return chosen;
    }

    void checkFlag(Expression flag, boolean avp) {
        if (flag instanceof Expression.IntLiteral number && (number.value() < 0 || number.value() >= FLAGS)) {
            error(flag.position(), "flag number " + number.value() + " is too high; flags are 0 to " + (FLAGS - 1));
        } else if (flag instanceof Expression.StringLiteral name
                && !(avp ? avpFlags : flags).containsKey(name.value())) {
            error(flag.position(), "flag '" + name.value() + "' is not declared; add: flags " + name.value() + ";");
        }
    }
}
