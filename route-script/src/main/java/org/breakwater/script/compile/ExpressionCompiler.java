package org.breakwater.script.compile;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.Expression.AddressFamilyLiteral;
import org.breakwater.script.syntax.Expression.AssignExpr;
import org.breakwater.script.syntax.Expression.Binary;
import org.breakwater.script.syntax.Expression.BlockExpr;
import org.breakwater.script.syntax.Expression.Cast;
import org.breakwater.script.syntax.Expression.CastType;
import org.breakwater.script.syntax.Expression.Defined;
import org.breakwater.script.syntax.Expression.FunctionCall;
import org.breakwater.script.syntax.Expression.IntLiteral;
import org.breakwater.script.syntax.Expression.IpLiteral;
import org.breakwater.script.syntax.Expression.KeywordRef;
import org.breakwater.script.syntax.Expression.ProtocolLiteral;
import org.breakwater.script.syntax.Expression.PvRef;
import org.breakwater.script.syntax.Expression.RouteCall;
import org.breakwater.script.syntax.Expression.SelVal;
import org.breakwater.script.syntax.Expression.SelectRef;
import org.breakwater.script.syntax.Expression.StrEmpty;
import org.breakwater.script.syntax.Expression.StrLen;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.Expression.Unary;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.PvSyntaxException;
import org.breakwater.sip.flow.Addresses;

/** Compiles expressions of one route block. */
final class ExpressionCompiler {

    private static final Expression NULL = new Constant(Value.NULL);

    private final LoadScope load;
    private final BlockCompiler block;
    private final Operators operators;

    ExpressionCompiler(LoadScope load, BlockCompiler block) {
        this.load = load;
        this.block = block;
        this.operators = new Operators(load, this);
    }

    /** Compiles; faults are reported and leave a constant null. */
    Expression compile(org.breakwater.script.syntax.Expression e) {
        if (e instanceof IntLiteral i) {
            return Constant.number(i.value());
        } else if (e instanceof StringLiteral s) {
            return Constant.text(s.value());
        } else if (e instanceof PvRef pv) {
            return variable(pv);
        } else if (e instanceof Unary || e instanceof Binary) {
            return operators.compile(e);
        } else if (e instanceof FunctionCall || e instanceof RouteCall) {
            return truthOf(block.call(e));
        } else if (e instanceof KeywordRef k) {
            return new Keywords(load).value(k);
        } else if (e instanceof SelectRef s) {
            return select(s);
        } else {
            return compileRest(e);
        }
    }

    private Expression compileRest(org.breakwater.script.syntax.Expression e) {
        if (e instanceof Defined d) {
            Expression operand = compile(d.operand());
            return ctx -> Value.of(operand.eval(ctx).isNull() ? 0 : 1);
        } else if (e instanceof StrLen s) {
            Expression operand = compile(s.operand());
            return ctx -> Value.of(operand.asText(ctx).length());
        } else if (e instanceof StrEmpty s) {
            Expression operand = compile(s.operand());
            return ctx -> Value.of(operand.asText(ctx).isEmpty() ? 1 : 0);
        } else if (e instanceof Cast c) {
            Expression operand = compile(c.operand());
            return c.type() == CastType.INT
                    ? ctx -> Value.of(operand.asInt(ctx))
                    : ctx -> Value.of(operand.asText(ctx));
        } else if (e instanceof SelVal s) {
            Expression condition = compile(s.condition());
            Expression yes = compile(s.whenTrue());
            Expression no = compile(s.whenFalse());
            return ctx -> condition.asInt(ctx) > 0 ? yes.eval(ctx) : no.eval(ctx);
        } else if (e instanceof AssignExpr a) {
            return truthOf(block.assign(a.target(), a.value()));
        } else if (e instanceof BlockExpr b) {
            return truthOf(block.block(b.block().statements()));
        } else if (e instanceof IpLiteral ip) {
            return Constant.text(Addresses.text(ip.address()));
        } else if (e instanceof ProtocolLiteral p) {
            return Constant.text(p.name());
        } else if (e instanceof AddressFamilyLiteral f) {
            return Constant.number(f.ipVersion());
        }
        load.findings().error(e.position(), "this cannot be used as a value here");
        return NULL;
    }

    /** A variable with its transformations; an unknown one is reported and reads as null. */
    Expression variable(PvRef ref) {
        try {
            return new PvBinding(load.at(ref.position())).expression(ref.spec());
        } catch (FixupException e) {
            if (ref.spec().transformations().isEmpty()) {
                load.findings().strictError(ref.position(), e.getMessage());
            } else {
                load.findings().error(ref.position(), e.getMessage());
            }
            return NULL;
        }
    }

    /** The variable on the left of an assignment, or null after an error was reported. */
    Pv target(PvRef ref) {
        try {
            Pv pv = new PvBinding(load.at(ref.position())).variable(ref.spec());
            if (pv.isWritable()) {
                return pv;
            }
            load.findings().error(ref.position(), ref.text() + " is read-only");
        } catch (FixupException e) {
            load.findings().error(ref.position(), e.getMessage());
        }
        return null;
    }

    private Expression select(SelectRef s) {
        try {
            Expression value = new PvBinding(load.at(s.position())).expression(PvSpec.parse("$sel(" + s.text() + ")"));
            return ctx -> {
                Value v = value.eval(ctx);
                return v.isInt() ? Value.of(v.toText()) : v;
            };
        } catch (FixupException | PvSyntaxException e) {
            load.findings().error(s.position(), "@" + s.text() + ": " + e.getMessage());
            return NULL;
        }
    }

    /** Inside an expression a function or route counts as 1 if its result is above 0, else as 0. */
    private static Expression truthOf(Action action) {
        return new Expression() {
            @Override
            public Value eval(ScriptContext ctx) {
                return Value.of(asInt(ctx));
            }

            @Override
            public int asInt(ScriptContext ctx) {
                return action.run(ctx) > 0 ? 1 : 0;
            }
        };
    }
}
