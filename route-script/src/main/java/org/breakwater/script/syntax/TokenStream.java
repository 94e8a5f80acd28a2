package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;

/** Tokens with as much lookahead as is asked for and no more: directives act when their token is read. */
final class TokenStream {

    private final Lexer lexer;
    private final List<Token> ahead = new ArrayList<>();

    TokenStream(Lexer lexer) {
        this.lexer = lexer;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int distance) {
        while (ahead.size() <= distance) {
            ahead.add(lexer.next());
        }
        return ahead.get(distance);
    }

    Token next() {
        return ahead.isEmpty() ? lexer.next() : ahead.remove(0);
    }

    boolean at(String operatorOrWord) {
        return peek().is(operatorOrWord);
    }

    boolean accept(String operatorOrWord) {
        if (at(operatorOrWord)) {
            next();
            return true;
        }
        return false;
    }

    /** Reads this operator or word; {@code where} completes "';' expected …" in the message. */
    Token expect(String operatorOrWord, String where) {
        if (!at(operatorOrWord)) {
            throw unexpected("'" + operatorOrWord + "' expected " + where);
        }
        return next();
    }

    Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw unexpected(what + " expected");
        }
        return next();
    }

    /** A syntax error at the next token. */
    SyntaxErrorException unexpected(String expectation) {
        Token found = peek();
        return new SyntaxErrorException(
                found.position(), "syntax error: " + expectation + ", found " + found.describe());
    }
}
