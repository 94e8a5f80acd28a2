package org.breakwater.script.compile;

import java.net.InetAddress;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.BinaryOperator;
import org.breakwater.script.syntax.Expression.Binary;
import org.breakwater.script.syntax.Expression.IpLiteral;
import org.breakwater.script.syntax.Expression.KeywordRef;
import org.breakwater.script.syntax.Expression.NetworkLiteral;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.Keyword;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** The old bare words: {@code method}, {@code uri==myself}, {@code src_ip==10.0.0.0/8}. */
final class Keywords {

    private final LoadScope load;
    private final LocalDomains local;

    Keywords(LoadScope load) {
        this.load = load;
        this.local = load.localDomains();
    }

    /** The word as a value. */
    Expression value(KeywordRef ref) {
        return switch (ref.keyword()) {
            case METHOD -> ctx -> Value.of(ctx.message().methodName());
            case URI -> ctx -> Value.of(ctx.requestUri());
            case FROM_URI -> ctx -> Value.of(uriText(ctx.message(), true));
            case TO_URI -> ctx -> Value.of(uriText(ctx.message(), false));
            case STATUS -> ctx -> Value.of(Integer.toString(ctx.message().status()));
            case SRC_IP, TO_IP -> ctx -> flowText(ctx, true);
            case DST_IP, SND_IP -> ctx -> flowText(ctx, false);
            case SRC_PORT, TO_PORT ->
                (Operators.IntExpression)
                        ctx -> ctx.flow() == null ? 0 : ctx.flow().remote().getPort();
            case DST_PORT, SND_PORT ->
                (Operators.IntExpression)
                        ctx -> ctx.flow() == null ? 0 : ctx.flow().local().getPort();
            case PROTO, SND_PROTO ->
                ctx -> Value.of(
                        ctx.flow() == null ? null : ctx.flow().protocol().token());
            case AF, SND_AF ->
                (Operators.IntExpression) ctx ->
                        ctx.flow() != null && ctx.flow().local().getAddress() instanceof java.net.Inet6Address ? 6 : 4;
            case MSG_LEN -> (Operators.IntExpression) ctx -> ctx.message().length();
            case MAX_LEN -> Constant.number(65535);
            case MYSELF -> {
                load.findings().error(ref.position(), "myself can only be compared: uri==myself");
                yield Constant.number(0);
            }
        };
    }

    /** A comparison with such a word on one side. */
    Expression comparison(Binary b, ExpressionCompiler expressions) {
        KeywordRef left = b.left() instanceof KeywordRef k ? k : null;
        KeywordRef right = b.right() instanceof KeywordRef k ? k : null;
        boolean equality = b.operator() == BinaryOperator.EQUAL || b.operator() == BinaryOperator.NOT_EQUAL;
        boolean negate = b.operator() == BinaryOperator.NOT_EQUAL;
        if (right != null && right.keyword() == Keyword.MYSELF && equality) {
            return test(isMyself(b.left(), expressions), negate);
        }
        if (left != null && left.keyword() == Keyword.MYSELF && equality) {
            return test(isMyself(b.right(), expressions), negate);
        }
        if (left != null && left.keyword().type() == Keyword.Type.IP && equality) {
            return test(address(left, b.right(), expressions), negate);
        }
        Expression a = left != null ? value(left) : expressions.compile(b.left());
        if (b.operator() == BinaryOperator.MATCH) {
            return regex(a, b, expressions);
        }
        Expression c = right != null ? value(right) : expressions.compile(b.right());
        return numberOrText(b, a, c, expressions);
    }

    private Expression numberOrText(Binary b, Expression a, Expression c, ExpressionCompiler expressions) {
        return switch (b.operator()) {
            case EQUAL -> test(ctx -> sameText(a, c, ctx), false);
            case NOT_EQUAL -> test(ctx -> sameText(a, c, ctx), true);
            case GREATER -> (Operators.IntExpression) ctx -> a.asInt(ctx) > c.asInt(ctx) ? 1 : 0;
            case LESS -> (Operators.IntExpression) ctx -> a.asInt(ctx) < c.asInt(ctx) ? 1 : 0;
            case GREATER_EQUAL -> (Operators.IntExpression) ctx -> a.asInt(ctx) >= c.asInt(ctx) ? 1 : 0;
            case LESS_EQUAL -> (Operators.IntExpression) ctx -> a.asInt(ctx) <= c.asInt(ctx) ? 1 : 0;
            case AND -> (Operators.IntExpression) ctx -> a.asInt(ctx) != 0 && c.asInt(ctx) != 0 ? 1 : 0;
            case OR -> (Operators.IntExpression) ctx -> a.asInt(ctx) != 0 || c.asInt(ctx) != 0 ? 1 : 0;
            case ADD -> ctx -> Value.of(a.asText(ctx) + c.asText(ctx));
            default -> {
                load.findings()
                        .error(b.position(), "operator " + b.operator().symbol() + " does not go with this word");
                yield Constant.number(0);
            }
        };
    }

    private static boolean sameText(Expression a, Expression c, ScriptContext ctx) {
        return a.asText(ctx).equals(c.asText(ctx));
    }

    private static Expression regex(Expression a, Binary b, ExpressionCompiler expressions) {
        Expression pattern = expressions.compile(b.right());
        RegexMemory memory = new RegexMemory();
        return (Operators.IntExpression) ctx -> memory.find(pattern.asText(ctx), a.asText(ctx)) ? 1 : 0;
    }

    private Test isMyself(org.breakwater.script.syntax.Expression other, ExpressionCompiler expressions) {
        if (other instanceof KeywordRef k && k.keyword().type() == Keyword.Type.IP) {
            boolean remote = k.keyword() == Keyword.SRC_IP || k.keyword() == Keyword.TO_IP;
            return ctx -> {
                Flow f = ctx.flow();
                return f != null
                        && local.isLocal(Addresses.hostText((remote ? f.remote() : f.local()).getAddress()), 0, null);
            };
        }
        Expression text = other instanceof KeywordRef k ? value(k) : expressions.compile(other);
        return ctx -> isLocalUri(text.asText(ctx));
    }

    private boolean isLocalUri(String text) {
        try {
            SipUri uri = SipUri.parse(text);
            return uri.host() != null && local.isLocal(uri.host(), Math.max(0, uri.port()), uri.transport());
        } catch (SipParseException e) {
            return Addresses.numeric(text) != null && local.isLocal(text, 0, null);
        }
    }

    private Test address(
            KeywordRef left, org.breakwater.script.syntax.Expression right, ExpressionCompiler expressions) {
        boolean remote = left.keyword() == Keyword.SRC_IP || left.keyword() == Keyword.TO_IP;
        if (right instanceof NetworkLiteral net) {
            byte[] prefix = net.address().getAddress();
            int length = net.prefixLength();
            return ctx -> ctx.flow() != null && within(address(ctx, remote), prefix, length);
        }
        if (right instanceof IpLiteral ip) {
            return ctx -> ctx.flow() != null && address(ctx, remote).equals(ip.address());
        }
        if (right instanceof StringLiteral s && s.value().indexOf('/') > 0) {
            InetAddress base =
                    Addresses.numeric(s.value().substring(0, s.value().indexOf('/')));
            int length = org.breakwater.script.run.Numbers.parseOrZero(
                    s.value().substring(s.value().indexOf('/') + 1));
            return ctx -> base != null && ctx.flow() != null && within(address(ctx, remote), base.getAddress(), length);
        }
        Expression text = expressions.compile(right);
        return ctx -> ctx.flow() != null && address(ctx, remote).equals(Addresses.numeric(text.asText(ctx)));
    }

    private static InetAddress address(ScriptContext ctx, boolean remote) {
        return (remote ? ctx.flow().remote() : ctx.flow().local()).getAddress();
    }

    private static boolean within(InetAddress address, byte[] prefix, int length) {
        byte[] a = address.getAddress();
        if (a.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((a[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Value flowText(ScriptContext ctx, boolean remote) {
        return ctx.flow() == null ? Value.NULL : Value.of(Addresses.text(address(ctx, remote)));
    }

    private static String uriText(SipMessage message, boolean from) {
        try {
            return (from ? message.from() : message.to()).uriText();
        } catch (SipParseException e) {
            return null;
        }
    }

    private static Expression test(Test test, boolean negate) {
        return (Operators.IntExpression) ctx -> test.holds(ctx) != negate ? 1 : 0;
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(ScriptContext ctx);
    }
}
