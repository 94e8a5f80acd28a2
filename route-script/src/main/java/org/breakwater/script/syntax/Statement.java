package org.breakwater.script.syntax;

import java.util.List;

/** One statement of a route block. */
public sealed interface Statement {

    /** Where the statement begins. */
    Position position();

    /**
     * {@code if (condition) then [else otherwise]}.
     *
     * @param otherwise the else branch, null if there is none
     */
    record If(Position position, Expression condition, Statement then, Statement otherwise) implements Statement {}

    /** {@code while (condition) body}. */
    record While(Position position, Expression condition, Statement body) implements Statement {}

    /** {@code switch (subject) { case … default … }}; execution falls through from one case into the next. */
    record Switch(Position position, Expression subject, List<Case> cases) implements Statement {

        /** Copies the cases. */
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /**
     * One labelled part of a switch. Several labels before the same statements are several cases of which all but the
     * last have an empty body.
     *
     * @param label an {@link Expression.IntLiteral}, {@link Expression.StringLiteral} or
     *     {@link Expression.RegexLiteral} (constant expressions are already computed); null for {@code default}
     * @param body the statements up to the next label, possibly none
     */
    record Case(Position position, Expression label, List<Statement> body) {

        /** Copies the statements. */
        public Case {
            body = List.copyOf(body);
        }

        /** True for the {@code default} label. */
        public boolean isDefault() {
            return label == null;
        }
    }

    /** {@code { … }}. */
    record Block(Position position, List<Statement> statements) implements Statement {

        /** Copies the statements. */
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /** {@code $target = value}. */
    record Assign(Position position, Expression.PvRef target, Expression value) implements Statement {}

    /** {@code f(…);} or {@code route(…);}: the expression is a {@code FunctionCall} or a {@code RouteCall}. */
    record Call(Position position, Expression expression) implements Statement {}

    /** {@code return [value]}; value is null when absent, which means 1. */
    record Return(Position position, Expression value) implements Statement {}

    /** {@code exit [value]}: ends the script; value is null when absent. */
    record Exit(Position position, Expression value) implements Statement {}

    /** {@code drop [value]}: ends the script and sets the drop mark; value is null when absent. */
    record Drop(Position position, Expression value) implements Statement {}

    /** {@code break}: leaves the innermost while or switch; value is null when absent. */
    record Break(Position position, Expression value) implements Statement {}

    /** A lone {@code ;}. */
    record Empty(Position position) implements Statement {}
}
