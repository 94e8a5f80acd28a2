package org.breakwater.sip.message;

/**
 * CSeq (RFC 3261 §20.16).
 *
 * @param number 0 to 2^31 - 1
 * @param methodName the token as written
 */
public record CSeq(long number, String methodName) {

    /** The method, {@link Method#OTHER} for tokens the stack does not know. */
    public Method method() {
        return Method.of(methodName);
    }

    /**
     * Parses a field value.
     *
     * @throws SipParseException 400 when it is not a number below 2^31, white space and a token
     */
    public static CSeq parse(String value) throws SipParseException {
        int i = 0;
        long number = 0;
        while (i < value.length() && Character.isDigit(value.charAt(i))) {
            number = number * 10 + value.charAt(i++) - '0';
            if (number > Integer.MAX_VALUE) {
                throw new SipParseException(400, i, "CSeq number out of range");
            }
        }
        int digits = i;
        while (i < value.length() && (value.charAt(i) == ' ' || value.charAt(i) == '\t')) {
            i++;
        }
        if (digits == 0 || i == digits || i == value.length() || !Tokens.isToken(value, i, value.length())) {
            throw new SipParseException(400, i, "Malformed CSeq header");
        }
        return new CSeq(number, value.substring(i));
    }
}
