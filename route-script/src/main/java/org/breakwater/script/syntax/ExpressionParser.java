package org.breakwater.script.syntax;

import java.util.HashMap;
import java.util.Map;

/** Expressions, with Kamailio's precedence. */
final class ExpressionParser {

    /** Operators in one chain; a longer chain would be a tree too deep to walk. */
    private static final int MAX_CHAIN = 1000;

    private static final Map<String, BinaryOperator> OPERATORS = new HashMap<>();

    static {
        for (BinaryOperator operator : BinaryOperator.values()) {
            OPERATORS.put(operator.symbol(), operator);
        }
        OPERATORS.put("or", BinaryOperator.OR);
        OPERATORS.put("and", BinaryOperator.AND);
    }

    private final ParseContext context;
    private final TokenStream tokens;
    private final StatementParser statements;
    private final CallParser calls;
    private final ConditionParser conditions;

    ExpressionParser(ParseContext context, StatementParser statements) {
        this.context = context;
        this.tokens = context.tokens();
        this.statements = statements;
        this.calls = new CallParser(context, this);
        this.conditions = new ConditionParser(context, this);
    }

    CallParser calls() {
        return calls;
    }

    Expression parse() {
        return binary(BinaryOperator.OR.precedence());
    }

    /** Operator the next token stands for, or null. */
    BinaryOperator peekOperator() {
        Token token = tokens.peek();
        boolean candidate = token.kind() == Token.Kind.OPERATOR || token.kind() == Token.Kind.WORD;
        return candidate ? OPERATORS.get(token.text()) : null;
    }

    /** An expression of operators that bind at least as strongly as {@code minimum}. */
    Expression binary(int minimum) {
        context.enter(tokens.peek().position());
        Expression left = unary();
        int chain = 0;
        BinaryOperator operator = peekOperator();
        while (operator != null && operator.precedence() >= minimum) {
            tokens.next();
            if (++chain > MAX_CHAIN) {
                throw new SyntaxErrorException(
                        left.position(), "expression has more than " + MAX_CHAIN + " operators in a row");
            }
            Expression right = binary(operator.precedence() + 1);
            Position position = left.position().to(right.position());
            String fault = StaticTypes.fault(operator, left, right);
            if (fault != null) {
                context.error(position, fault);
            }
            left = new Expression.Binary(position, operator, left, right);
            operator = peekOperator();
        }
        context.leave();
        return left;
    }

    private Expression unary() {
        Token token = tokens.peek();
        Position start = token.position();
        if (token.kind() != Token.Kind.OPERATOR && token.kind() != Token.Kind.WORD) {
            return primary();
        }
        switch (token.text()) {
            case "!", "not":
                return sign(UnaryOperator.NOT);
            case "~":
                return sign(UnaryOperator.BIT_NOT);
            case "-":
                return sign(UnaryOperator.NEGATE);
            case "defined":
                tokens.next();
                Expression defined = operand();
                check("'defined'", defined, StaticTypes.Type.INT);
                return new Expression.Defined(start.to(defined.position()), defined);
            case "(int)", "(str)":
                tokens.next();
                Expression.CastType type =
                        token.text().equals("(int)") ? Expression.CastType.INT : Expression.CastType.STRING;
                Expression cast = operand();
                return new Expression.Cast(start.to(cast.position()), type, cast);
            case "strlen", "strempty":
                return wordOperator(token.text());
            case "selval":
                return selval();
            default:
                return primary();
        }
    }

    private Expression operand() {
        context.enter(tokens.peek().position());
        Expression operand = unary();
        context.leave();
        return operand;
    }

    private Expression sign(UnaryOperator operator) {
        Token sign = tokens.next();
        if (operator == UnaryOperator.NEGATE && tokens.peek().isNumber()) {
            Token number = tokens.next();
            return new Expression.IntLiteral(sign.position().to(number.position()), -number.number());
        }
        Expression operand = operand();
        check("'" + operator.symbol() + "'", operand, StaticTypes.Type.STRING);
        return new Expression.Unary(sign.position().to(operand.position()), operator, operand);
    }

    private void check(String operator, Expression operand, StaticTypes.Type unwanted) {
        String fault = StaticTypes.fault(operator, operand, unwanted);
        if (fault != null) {
            context.error(operand.position(), fault);
        }
    }

    private Expression wordOperator(String word) {
        Position start = tokens.next().position();
        tokens.expect("(", "after " + word);
        Expression operand = parse();
        Position position =
                start.to(tokens.expect(")", "after the argument of " + word).position());
        check(word, operand, StaticTypes.Type.INT);
        return word.equals("strlen")
                ? new Expression.StrLen(position, operand)
                : new Expression.StrEmpty(position, operand);
    }

    private Expression selval() {
        Position start = tokens.next().position();
        tokens.expect("(", "after selval");
        Expression condition = parse();
        tokens.expect(",", "in selval(condition, value, value)");
        Expression whenTrue = parse();
        tokens.expect(",", "in selval(condition, value, value)");
        Expression whenFalse = parse();
        Position end = tokens.expect(")", "after the arguments of selval").position();
        return new Expression.SelVal(start.to(end), condition, whenTrue, whenFalse);
    }

    private Expression primary() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NUMBER:
                tokens.next();
                return new Expression.IntLiteral(token.position(), token.number());
            case STRING:
                tokens.next();
                return new Expression.StringLiteral(token.position(), token.text(), token.quote());
            case VARIABLE:
                return variable();
            case SELECT:
                tokens.next();
                return SelectParser.parse(token);
            case IDENTIFIER:
                return calls.moduleFunction();
            case WORD:
                return word(token);
            default:
                return bracketed(token);
        }
    }

    private Expression word(Token token) {
        if (token.is("route")) {
            return calls.routeCall();
        }
        if (CoreFunctions.form(token.text()) != null) {
            return calls.coreFunction();
        }
        Expression condition = conditions.condition();
        if (condition == null) {
            throw tokens.unexpected("expression expected");
        }
        return condition;
    }

    private Expression bracketed(Token token) {
        if (tokens.accept("(")) {
            Expression inner = tokens.peek().kind() == Token.Kind.VARIABLE
                            && tokens.peek(1).is("=")
                    ? assignment(token)
                    : parse();
            tokens.expect(")", "to close the '(' in line " + token.position().line());
            return inner;
        }
        if (tokens.at("{")) {
            return new Expression.BlockExpr(token.position(), statements.block());
        }
        throw tokens.unexpected("expression expected");
    }

    private Expression assignment(Token parenthesis) {
        Expression.PvRef target = target();
        tokens.expect("=", "in assignment");
        Expression value = parse();
        return new Expression.AssignExpr(parenthesis.position().to(value.position()), target, value);
    }

    /** A pseudo-variable to be written. */
    Expression.PvRef target() {
        Expression.PvRef target = variable();
        if (!target.spec().transformations().isEmpty()) {
            context.error(
                    target.position(), "a pseudo-variable with transformations cannot be written: " + target.text());
        }
        return target;
    }

    private Expression.PvRef variable() {
        Token token = tokens.next();
        try {
            return new Expression.PvRef(token.position(), token.text(), PvSpec.parse(token.text()));
        } catch (PvSyntaxException e) {
            Position whole = token.position();
            int column = Math.min(whole.column() + e.offset(), whole.endColumn());
            throw new SyntaxErrorException(
                    new Position(whole.file(), whole.line(), column, column),
                    "bad pseudo-variable " + token.text() + ": " + e.getMessage());
        }
    }
}
