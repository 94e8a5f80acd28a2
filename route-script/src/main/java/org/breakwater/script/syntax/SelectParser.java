package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a select apart. */
final class SelectParser {

    private static final Pattern PART =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\[(?:(-?[0-9]+)|\"([^\"]*)\")\\])?(\\.|$)");

    private SelectParser() {}

    static Expression.SelectRef parse(Token token) {
        Matcher matcher = PART.matcher(token.text());
        List<Expression.SelectPart> parts = new ArrayList<>();
        int end = 0;
        while (end < token.text().length() && matcher.find(end) && matcher.start() == end) {
            boolean numeric = matcher.group(2) != null;
            parts.add(new Expression.SelectPart(
                    matcher.group(1), numeric ? matcher.group(2) : matcher.group(3), numeric));
            end = matcher.end();
        }
        if (parts.isEmpty() || end < token.text().length()) {
            throw new SyntaxErrorException(
                    token.position(),
                    "syntax error: select must have the form @name.name[index], not @" + token.text());
        }
        return new Expression.SelectRef(token.position(), token.text(), parts);
    }
}
