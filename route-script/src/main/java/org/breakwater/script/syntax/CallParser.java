package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;

/** Calls: functions of modules, functions of the core with their fixed forms, routes. */
final class CallParser {

    private static final int MAX_ARGUMENTS = 64;

    private final ParseContext context;
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final AddressParser addresses;
    private String enclosingFunction;

    CallParser(ParseContext context, ExpressionParser expressions) {
        this.context = context;
        this.tokens = context.tokens();
        this.expressions = expressions;
        this.addresses = new AddressParser(context);
    }

    /** {@code name(argument, …)}; the name is the next token. */
    Expression.FunctionCall moduleFunction() {
        Token name = tokens.next();
        if (enclosingFunction != null) {
            throw new SyntaxErrorException(
                    name.position(),
                    "function " + name.text() + " is called inside the arguments of " + enclosingFunction
                            + "; store its result in a variable first");
        }
        if (!tokens.at("(")) {
            throw tokens.unexpected("'(' expected after '" + name.text() + "' (a function call)");
        }
        tokens.next();
        List<Expression> arguments = new ArrayList<>();
        enclosingFunction = name.text();
        if (!tokens.at(")")) {
            do {
                arguments.add(expressions.parse());
            } while (tokens.accept(",") && arguments.size() < MAX_ARGUMENTS);
        }
        enclosingFunction = null;
        Position end =
                tokens.expect(")", "after the arguments of " + name.text()).position();
        return new Expression.FunctionCall(name.position().to(end), name.text(), arguments);
    }

    /** {@code route(target)}. */
    Expression.RouteCall routeCall() {
        Token word = tokens.next();
        checkOnSend(word);
        tokens.expect("(", "after route");
        Expression target = routeTarget();
        Position end = tokens.expect(")", "after the name of the route").position();
        return new Expression.RouteCall(word.position().to(end), target);
    }

    private Expression routeTarget() {
        Token token = tokens.peek();
        boolean alone = token.kind() == Token.Kind.IDENTIFIER && tokens.peek(1).is(")");
        if (alone) {
            tokens.next();
            return new Expression.StringLiteral(token.position(), token.text(), Expression.Quote.BARE);
        }
        Expression target = expressions.parse();
        return target instanceof Expression.IntLiteral number
                ? new Expression.StringLiteral(number.position(), String.valueOf(number.value()), Expression.Quote.BARE)
                : target;
    }

    /** A function of the core; its name is the next token. */
    Expression.FunctionCall coreFunction() {
        Token name = tokens.next();
        checkOnSend(name);
        CoreFunctions.Form form = CoreFunctions.form(name.text());
        boolean mayStandAlone =
                form == CoreFunctions.Form.OPTIONAL_PARENTHESES || form == CoreFunctions.Form.ALIAS_NUMBER;
        if (mayStandAlone && !tokens.at("(")) {
            return new Expression.FunctionCall(name.position(), name.text(), List.of());
        }
        tokens.expect("(", "after " + name.text());
        List<Expression> arguments = arguments(form);
        Position end =
                tokens.expect(")", "after the arguments of " + name.text()).position();
        return new Expression.FunctionCall(name.position().to(end), name.text(), arguments);
    }

    private void checkOnSend(Token name) {
        if (context.routeKind() == RouteKind.ONSEND && !CoreFunctions.isAllowedOnSend(name.text())) {
            context.error(name.position(), "'" + name.text() + "' is not allowed in onsend_route");
        }
    }

    private List<Expression> arguments(CoreFunctions.Form form) {
        return switch (form) {
            case NONE, OPTIONAL_PARENTHESES -> List.of();
            case STRING -> List.of(string());
            case NUMBER -> List.of(number());
            case OPTIONAL_NUMBER, ALIAS_NUMBER -> tokens.at(")") ? List.of() : List.of(number());
            case FLAG -> List.of(flag(false));
            case AVP_FLAG -> avpFlag();
            case DESTINATION -> destination();
            case SOCKET -> List.of(socket());
            case HOST -> List.of(host());
            case PROTOCOL -> List.of(protocol());
            case LOG -> log();
            case TWO_STRINGS -> {
                Expression first = string();
                tokens.expect(",", "between two strings");
                yield List.of(first, string());
            }
            case STRING_AND_VALUE -> {
                Expression name = string();
                tokens.expect(",", "after the name of the variable");
                yield List.of(name, expressions.parse());
            }
        };
    }

    private Expression string() {
        Token token = tokens.expect(Token.Kind.STRING, "string constant");
        return new Expression.StringLiteral(token.position(), token.text(), token.quote());
    }

    private Expression number() {
        Position start = tokens.peek().position();
        boolean negative = tokens.at("-") && tokens.peek(1).isNumber();
        if (negative) {
            tokens.next();
        }
        Token token = tokens.expect(Token.Kind.NUMBER, "number");
        return new Expression.IntLiteral(start.to(token.position()), negative ? -token.number() : token.number());
    }

    private Expression flag(boolean avp) {
        Token token = tokens.peek();
        Expression flag;
        if (token.isNumber() && !avp) {
            tokens.next();
            flag = new Expression.IntLiteral(token.position(), token.number());
        } else if (token.isString() || token.kind() == Token.Kind.IDENTIFIER) {
            tokens.next();
            Expression.Quote quote = token.isString() ? token.quote() : Expression.Quote.BARE;
            flag = new Expression.StringLiteral(token.position(), token.text(), quote);
        } else {
            throw tokens.unexpected("flag number or name expected");
        }
        context.checkFlag(flag, avp);
        return flag;
    }

    private List<Expression> avpFlag() {
        Expression avp = tokens.peek().isString() ? string() : expressions.target();
        tokens.expect(",", "after the AVP");
        return List.of(avp, flag(true));
    }

    private List<Expression> destination() {
        if (tokens.at(")")) {
            return List.of();
        }
        if (tokens.peek().isNumber() && !tokens.peek(1).is(".")) {
            throw tokens.unexpected("address or host name expected");
        }
        Expression host = tokens.at("uri:host") ? bare(tokens.next()) : host();
        if (!tokens.accept(",")) {
            return List.of(host);
        }
        return List.of(host, tokens.at("uri:port") ? bare(tokens.next()) : number());
    }

    private Expression host() {
        Position start = tokens.peek().position();
        return new Expression.StringLiteral(start, addresses.host(), Expression.Quote.BARE);
    }

    private Expression socket() {
        AddressParser.Socket socket = addresses.socket(false);
        String host = socket.hosts().get(0);
        String text = (socket.protocol() == null ? "" : socket.protocol() + ":")
                + (host.indexOf(':') >= 0 && host.indexOf('.') < 0 ? "[" + host + "]" : host)
                + (socket.port() == 0 ? "" : ":" + socket.port());
        return new Expression.StringLiteral(socket.position(), text, Expression.Quote.BARE);
    }

    private Expression protocol() {
        Token token = tokens.peek();
        String name = addresses.peekProtocol();
        if (name == null && !tokens.at("*")) {
            throw tokens.unexpected("UDP, TCP, TLS or SCTP expected");
        }
        tokens.next();
        return new Expression.ProtocolLiteral(token.position(), name == null ? "*" : name);
    }

    private List<Expression> log() {
        if (tokens.peek().isString()) {
            return List.of(string());
        }
        Expression level = number();
        tokens.expect(",", "after the log level");
        return List.of(level, string());
    }

    private static Expression bare(Token token) {
        return new Expression.StringLiteral(token.position(), token.text(), Expression.Quote.BARE);
    }
}
