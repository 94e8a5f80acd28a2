package org.breakwater.script.syntax;

import java.util.Set;

/** Comparisons that begin with one of the old bare words: {@code uri==myself}, {@code src_ip==10.0.0.0/8}. */
final class ConditionParser {

    private static final Set<BinaryOperator> EQUALITY = Set.of(
            BinaryOperator.EQUAL,
            BinaryOperator.NOT_EQUAL,
            BinaryOperator.STRING_EQUAL,
            BinaryOperator.STRING_NOT_EQUAL);
    private static final Set<BinaryOperator> ORDER = Set.of(
            BinaryOperator.GREATER, BinaryOperator.LESS, BinaryOperator.GREATER_EQUAL, BinaryOperator.LESS_EQUAL);

    private final ParseContext context;
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final AddressParser addresses;

    ConditionParser(ParseContext context, ExpressionParser expressions) {
        this.context = context;
        this.tokens = context.tokens();
        this.expressions = expressions;
        this.addresses = new AddressParser(context);
    }

    /** The comparison that begins here; null, and nothing read, if the next word begins none. */
    Expression condition() {
        Token word = tokens.peek();
        Keyword keyword = keyword(word.text());
        if (keyword == null || keyword == Keyword.MAX_LEN) {
            return null;
        }
        tokens.next();
        checkRoute(keyword, word);
        BinaryOperator operator = operator(keyword, word.text());
        Expression right = right(keyword, operator);
        return new Expression.Binary(
                word.position().to(right.position()),
                operator,
                new Expression.KeywordRef(word.position(), keyword),
                right);
    }

    private static Keyword keyword(String word) {
        switch (word) {
            case "to_proto":
                return Keyword.SND_PROTO;
            case "to_af":
                return Keyword.SND_AF;
            default:
                for (Keyword keyword : Keyword.values()) {
                    if (keyword.word().equals(word)) {
                        return keyword;
                    }
                }
                return null;
        }
    }

    private void checkRoute(Keyword keyword, Token word) {
        boolean onlyOnSend = keyword == Keyword.SND_IP || keyword == Keyword.TO_IP;
        if (onlyOnSend && context.routeKind() != RouteKind.ONSEND) {
            context.error(word.position(), word.text() + " is allowed only in onsend_route");
        }
    }

    private BinaryOperator operator(Keyword keyword, String word) {
        BinaryOperator operator = expressions.peekOperator();
        boolean equality = operator != null && EQUALITY.contains(operator);
        boolean allowed = switch (keyword.type()) {
            case INT, ADDRESS_FAMILY -> equality || (operator != null && ORDER.contains(operator));
            case PROTOCOL, MYSELF -> equality;
            default -> equality || operator == BinaryOperator.MATCH;
        };
        if (!allowed) {
            String choice = switch (keyword.type()) {
                case INT, ADDRESS_FAMILY -> "==, !=, <, >, <= or >=";
                case PROTOCOL, MYSELF -> "== or !=";
                default -> "==, != or =~";
            };
            throw tokens.unexpected(choice + " expected after '" + word + "'");
        }
        tokens.next();
        return operator;
    }

    private Expression right(Keyword keyword, BinaryOperator operator) {
        Token token = tokens.peek();
        boolean acceptsMyself = keyword.type() == Keyword.Type.URI || keyword.type() == Keyword.Type.IP;
        if (acceptsMyself && tokens.accept("myself")) {
            return new Expression.KeywordRef(token.position(), Keyword.MYSELF);
        }
        Expression special = switch (keyword.type()) {
            case MYSELF -> uriOrIp();
            case PROTOCOL -> protocol();
            case ADDRESS_FAMILY -> addressFamily();
            case IP -> address();
            case STRING -> keyword == Keyword.METHOD ? bareWord(false) : null;
            default -> null;
        };
        if (special != null) {
            return special;
        }
        Expression right = expressions.binary(operator.precedence() + 1);
        if (keyword.type() == Keyword.Type.IP && right instanceof Expression.IntLiteral) {
            context.error(right.position(), "'" + keyword.word() + "' is compared with an address, not with a number");
        }
        return right;
    }

    private Expression uriOrIp() {
        Token token = tokens.peek();
        Keyword keyword = token.kind() == Token.Kind.WORD ? keyword(token.text()) : null;
        boolean suits = keyword != null
                && (keyword.type() == Keyword.Type.URI
                        || keyword.type() == Keyword.Type.IP
                        || keyword == Keyword.STATUS);
        if (!suits) {
            throw tokens.unexpected("uri, from_uri, to_uri, src_ip or dst_ip expected after 'myself'");
        }
        tokens.next();
        return new Expression.KeywordRef(token.position(), keyword == Keyword.STATUS ? Keyword.URI : keyword);
    }

    private Expression protocol() {
        Token token = tokens.peek();
        String name = addresses.peekAnyProtocol();
        if (name == null && !tokens.at("*")) {
            return null;
        }
        tokens.next();
        return new Expression.ProtocolLiteral(token.position(), name == null ? "*" : name);
    }

    private Expression addressFamily() {
        Token token = tokens.peek();
        if (!token.isNumber() || ReservedWords.number(token.text()) < 2) {
            return null;
        }
        tokens.next();
        return new Expression.AddressFamilyLiteral(token.position(), token.number() == 2 ? 4 : 6);
    }

    private Expression address() {
        Expression literal = addresses.addressOrNetwork();
        return literal != null ? literal : bareWord(true);
    }

    /** A host name or method without quotes; null if the next token is no identifier or begins a call. */
    private Expression bareWord(boolean dotted) {
        Token first = tokens.peek();
        if (first.kind() != Token.Kind.IDENTIFIER || tokens.peek(1).is("(")) {
            return null;
        }
        tokens.next();
        StringBuilder name = new StringBuilder(first.text());
        Position position = first.position();
        while (dotted && (tokens.at(".") || tokens.at("-"))) {
            name.append(tokens.next().text());
            Token part = tokens.expect(Token.Kind.IDENTIFIER, "the rest of the host name " + name);
            name.append(part.text());
            position = position.to(part.position());
        }
        return new Expression.StringLiteral(position, name.toString(), Expression.Quote.BARE);
    }
}
