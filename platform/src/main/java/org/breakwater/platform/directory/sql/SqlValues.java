package org.breakwater.platform.directory.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;

/** Reduces what drivers return to the few types of {@link SqlResult.Rows}. */
final class SqlValues {

    private SqlValues() {}

    static Object toPlain(Object value) throws SQLException {
        if (value == null || value instanceof String || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger integer) {
            return integer.longValue();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.doubleValue();
        }
        if (value instanceof Float real) {
            return Double.parseDouble(real.toString());
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        return toPlainObject(value);
    }

    private static Object toPlainObject(Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof LocalDateTime) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Blob octets) {
            byte[] bytes = octets.getBytes(1, (int) Math.min(Integer.MAX_VALUE, octets.length()));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Clob text) {
            return text.getSubString(1, (int) Math.min(Integer.MAX_VALUE, text.length()));
        }
        return value.toString();
    }
}
