package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;

/** Statements of route blocks. */
final class StatementParser {

    private static final int MAX_ELSE_IF = 1000;

    private final ParseContext context;
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    StatementParser(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
        this.expressions = new ExpressionParser(context, this);
    }

    /** {@code { statements }}, at least one. */
    Statement.Block block() {
        Token open = tokens.expect("{", "to open a block");
        List<Statement> statements = new ArrayList<>();
        while (!tokens.at("}")) {
            if (tokens.peek().kind() == Token.Kind.END) {
                throw tokens.unexpected("'}' expected to close the block opened in line "
                        + open.position().line());
            }
            statements.add(statement());
        }
        if (statements.isEmpty()) {
            throw new SyntaxErrorException(
                    tokens.peek().position(), "syntax error: empty block; write {;} if nothing is to be done");
        }
        tokens.next();
        return new Statement.Block(open.position(), statements);
    }

    private Statement statementOrBlock() {
        return tokens.at("{") ? block() : statement();
    }

    /** One statement. */
    Statement statement() {
        Token token = tokens.peek();
        context.enter(token.position());
        Statement statement = switch (token.kind()) {
            case VARIABLE -> assignment();
            case IDENTIFIER -> call(expressions.calls().moduleFunction());
            case WORD -> word(token);
            default -> other(token);
        };
        context.leave();
        return statement;
    }

    private Statement other(Token token) {
        if (tokens.accept(";")) {
            return new Statement.Empty(token.position());
        }
        if (tokens.at("{")) {
            throw tokens.unexpected("statement expected (a block may follow only if, else or while)");
        }
        throw tokens.unexpected("statement expected");
    }

    private Statement word(Token token) {
        switch (token.text()) {
            case "if":
                return conditional();
            case "while":
                tokens.next();
                return new Statement.While(token.position(), expressions.parse(), statementOrBlock());
            case "switch":
                return choice();
            case "return", "exit", "drop", "break":
                return ending(token);
            case "route":
                return call(expressions.calls().routeCall());
            default:
                if (CoreFunctions.form(token.text()) != null) {
                    return call(expressions.calls().coreFunction());
                }
                throw tokens.unexpected("statement expected");
        }
    }

    private Statement call(Expression expression) {
        semicolon("after the call");
        return new Statement.Call(expression.position(), expression);
    }

    private void semicolon(String where) {
        tokens.expect(";", where);
    }

    private Statement assignment() {
        Expression.PvRef target = expressions.target();
        tokens.expect("=", "after " + target.text() + " (a statement that begins with a variable is an assignment)");
        Expression value = expressions.parse();
        semicolon("after the assignment");
        return new Statement.Assign(target.position().to(value.position()), target, value);
    }

    /** An if with its chain of else-ifs, read in a loop: such chains are long in practice. */
    private Statement conditional() {
        List<Statement.If> chain = new ArrayList<>();
        Statement last = null;
        boolean more = true;
        while (more) {
            Position start = tokens.next().position();
            if (chain.size() >= MAX_ELSE_IF) {
                throw new SyntaxErrorException(start, "more than " + MAX_ELSE_IF + " 'else if' in a row");
            }
            chain.add(new Statement.If(start, expressions.parse(), statementOrBlock(), null));
            more = false;
            if (tokens.accept("else")) {
                more = tokens.at("if");
                last = more ? null : statementOrBlock();
            }
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            Statement.If link = chain.get(i);
            last = new Statement.If(link.position(), link.condition(), link.then(), last);
        }
        return last;
    }

    private Statement ending(Token word) {
        tokens.next();
        Expression value = null;
        if (!word.is("break")) {
            boolean emptyParentheses = tokens.at("(") && tokens.peek(1).is(")");
            if (emptyParentheses) {
                tokens.next();
                tokens.next();
            } else if (!tokens.at(";") && !tokens.at("}")) {
                value = expressions.parse();
            }
        }
        semicolon("after " + word.text());
        Position position = word.position();
        return switch (word.text()) {
            case "return" -> new Statement.Return(position, value);
            case "exit" -> new Statement.Exit(position, value);
            case "drop" -> new Statement.Drop(position, value);
            default -> new Statement.Break(position, null);
        };
    }

    private Statement choice() {
        Position start = tokens.next().position();
        Expression subject = expressions.parse();
        tokens.expect("{", "after the expression of switch");
        List<Statement.Case> cases = new ArrayList<>();
        while (!tokens.accept("}")) {
            cases.add(branch());
        }
        if (cases.isEmpty()) {
            context.warning(start, "switch without cases");
        }
        checkLabels(cases);
        return new Statement.Switch(start, subject, cases);
    }

    private Statement.Case branch() {
        Token word = tokens.peek();
        Expression label = null;
        if (tokens.accept("case")) {
            boolean regex = tokens.accept("/");
            label = ConstantFolder.label(expressions.parse(), regex);
        } else if (!tokens.accept("default")) {
            throw tokens.unexpected("'case', 'default' or '}' expected in switch");
        }
        tokens.expect(":", "after the label");
        List<Statement> body = new ArrayList<>();
        while (!tokens.at("case") && !tokens.at("default") && !tokens.at("}")) {
            if (tokens.peek().kind() == Token.Kind.END) {
                throw tokens.unexpected("'}' expected to close the switch");
            }
            body.add(statement());
        }
        return new Statement.Case(word.position(), label, body);
    }

    private void checkLabels(List<Statement.Case> cases) {
        Expression first = null;
        boolean defaulted = false;
        for (Statement.Case branch : cases) {
            Expression label = branch.label();
            if (label == null) {
                if (defaulted) {
                    context.error(branch.position(), "switch has more than one default");
                }
                defaulted = true;
            } else if (first == null) {
                first = label;
            } else if (label instanceof Expression.IntLiteral != first instanceof Expression.IntLiteral) {
                context.error(
                        label.position(), "type mismatch in case: labels of a switch are all numbers or all strings");
            }
        }
    }
}
