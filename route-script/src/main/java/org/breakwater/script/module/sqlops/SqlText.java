package org.breakwater.script.module.sqlops;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;

/** Values of the script in SQL, and values of SQL in the script. */
final class SqlText {

    private SqlText() {}

    /** Binds {@code {sql.val}}, {@code {sql.val.int}} or {@code {sql.val.str}}. */
    static Expression transformation(Expression input, String name) throws FixupException {
        return switch (name) {
            case "val" -> ctx -> Value.of(literal(input.eval(ctx), "NULL"));
            case "val.int" -> ctx -> Value.of(literal(input.eval(ctx), "0"));
            case "val.str" -> ctx -> Value.of(quote(input.eval(ctx).toText()));
            default -> throw new FixupException("there is no transformation {sql." + name + "}");
        };
    }

    private static String literal(Value value, String ofNull) {
        return value.isNull() ? ofNull : value.isInt() ? value.toText() : quote(value.toText());
    }

    /** Doubles quotes, which every database understands, and backslashes, which MySQL would take for an escape. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                out.append("\\0");
                continue;
            }
            if (c == '\'' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        return out.append('\'').toString();
    }

    /** A result set in the script's types; times become seconds since 1970, as read in {@code zone}. */
    static QueryResults.Table table(SqlResult.Rows rows, ZoneId zone) {
        List<List<Value>> values = new ArrayList<>(rows.rows().size());
        for (List<Object> row : rows.rows()) {
            values.add(row.stream().map(v -> value(v, zone)).toList());
        }
        List<String> names = rows.columns().stream().map(Octets::fromUnicode).toList();
        return new QueryResults.Table(names, values);
    }

    private static Value value(Object plain, ZoneId zone) {
        if (plain == null) {
            return Value.NULL;
        }
        if (plain instanceof LocalDateTime time) {
            return value(time.atZone(zone).toEpochSecond(), zone);
        }
        if (plain instanceof Long number && number == number.intValue()) {
            return Value.of(number.intValue());
        }
        return Value.of(Octets.fromUnicode(plain.toString()));
    }
}
