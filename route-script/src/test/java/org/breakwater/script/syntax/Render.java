package org.breakwater.script.syntax;

import java.util.stream.Collectors;

/** Writes expressions with all their parentheses, so that tests can show how they were understood. */
final class Render {

    private Render() {}

    static String of(Expression e) {
        if (e instanceof Expression.IntLiteral literal) {
            return String.valueOf(literal.value());
        }
        if (e instanceof Expression.StringLiteral literal) {
            return literal.quote() == Expression.Quote.BARE ? "`" + literal.value() : "\"" + literal.value() + "\"";
        }
        if (e instanceof Expression.PvRef pv) {
            return pv.text();
        }
        if (e instanceof Expression.SelectRef select) {
            return "@" + select.text();
        }
        if (e instanceof Expression.KeywordRef keyword) {
            return keyword.keyword().word();
        }
        if (e instanceof Expression.Binary b) {
            return "(" + of(b.left()) + " " + b.operator().symbol() + " " + of(b.right()) + ")";
        }
        if (e instanceof Expression.Unary u) {
            return "(" + u.operator().symbol() + of(u.operand()) + ")";
        }
        if (e instanceof Expression.FunctionCall f) {
            return f.name() + f.arguments().stream().map(Render::of).collect(Collectors.joining(",", "(", ")"));
        }
        if (e instanceof Expression.RouteCall r) {
            return "route(" + of(r.target()) + ")";
        }
        return rare(e);
    }

    private static String rare(Expression e) {
        if (e instanceof Expression.Cast c) {
            return "(" + c.type() + " " + of(c.operand()) + ")";
        }
        if (e instanceof Expression.Defined d) {
            return "(defined " + of(d.operand()) + ")";
        }
        if (e instanceof Expression.StrLen s) {
            return "strlen(" + of(s.operand()) + ")";
        }
        if (e instanceof Expression.StrEmpty s) {
            return "strempty(" + of(s.operand()) + ")";
        }
        if (e instanceof Expression.SelVal s) {
            return "selval(" + of(s.condition()) + "," + of(s.whenTrue()) + "," + of(s.whenFalse()) + ")";
        }
        if (e instanceof Expression.AssignExpr a) {
            return "(" + a.target().text() + " = " + of(a.value()) + ")";
        }
        if (e instanceof Expression.IpLiteral ip) {
            return ip.address().getHostAddress();
        }
        if (e instanceof Expression.NetworkLiteral net) {
            return net.address().getHostAddress() + "/" + net.prefixLength();
        }
        if (e instanceof Expression.ProtocolLiteral protocol) {
            return "proto:" + protocol.name();
        }
        if (e instanceof Expression.AddressFamilyLiteral family) {
            return "IPv" + family.ipVersion();
        }
        if (e instanceof Expression.BlockExpr block) {
            return "{" + block.block().statements().size() + "}";
        }
        if (e instanceof Expression.RegexLiteral regex) {
            return "/" + regex.pattern() + "/";
        }
        throw new AssertionError("unknown expression " + e);
    }
}
