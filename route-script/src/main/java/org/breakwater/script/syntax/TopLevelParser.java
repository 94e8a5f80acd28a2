package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands outside route blocks, and the blocks themselves. */
final class TopLevelParser {

    private final ParseContext context;
    private final TokenStream tokens;
    private final Preprocessor preprocessor;
    private final StatementParser statements;
    private final ParameterParser parameters;
    private final List<ConfigFile.Item> items = new ArrayList<>();
    private final Map<String, Integer> routeIndex = new HashMap<>();
    private final Set<String> customNames = new HashSet<>();

    TopLevelParser(ParseContext context, Preprocessor preprocessor) {
        this.context = context;
        this.tokens = context.tokens();
        this.preprocessor = preprocessor;
        this.statements = new StatementParser(context);
        this.parameters = new ParameterParser(context, items);
    }

    /** Everything up to the end; a configuration without any statement is an error. */
    List<ConfigFile.Item> parse() {
        if (tokens.peek().kind() == Token.Kind.END) {
            throw new SyntaxErrorException(tokens.peek().position(), "syntax error: the configuration is empty");
        }
        while (tokens.peek().kind() != Token.Kind.END) {
            item();
        }
        return items;
    }

    private void item() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case SUBSTITUTION -> substitution();
            case IDENTIFIER -> identifier(token);
            case WORD -> word(token);
            default -> {
                if (!tokens.accept(";")) {
                    throw tokens.unexpected("parameter, module or route block expected");
                }
            }
        }
    }

    private void substitution() {
        Token directive = tokens.next();
        Token rule = tokens.expect(Token.Kind.STRING, "string with the substitution");
        preprocessor.addSubstitution(directive.text(), rule.text(), rule.position());
    }

    private void identifier(Token name) {
        Token after = tokens.peek(1);
        if (after.is(".") || after.is("[")) {
            custom();
        } else if (name.text().equals("socket") && after.is("=")) {
            parameters.socketBlock();
        } else if (CoreParameters.kind(name.text()) != null) {
            parameters.core();
        } else if (after.is("=")) {
            throw new SyntaxErrorException(
                    name.position(),
                    "unknown core parameter '" + name.text() + "'"
                            + CoreParameters.closestTo(name.text())
                                    .map(closest -> "; did you mean '" + closest + "'?")
                                    .orElse(""));
        } else {
            throw tokens.unexpected("parameter, module or route block expected");
        }
    }

    private void word(Token word) {
        switch (word.text()) {
            case "request_route", "route" -> route(word, RouteKind.REQUEST, RouteKind.ROUTE);
            case "failure_route" -> route(word, RouteKind.FAILURE, RouteKind.FAILURE);
            case "branch_route" -> route(word, RouteKind.BRANCH, RouteKind.BRANCH);
            case "reply_route", "onreply_route" -> route(word, RouteKind.CORE_REPLY, RouteKind.ONREPLY);
            case "onsend_route" -> route(word, RouteKind.ONSEND, RouteKind.ONSEND);
            case "event_route" -> route(word, null, RouteKind.EVENT);
            case "flags", "bool" -> flags(false);
            case "avpflags" -> flags(true);
            case "default" -> custom();
            default -> parameters.word(word);
        }
    }

    private void flags(boolean avp) {
        tokens.next();
        do {
            Token name = tokens.peek();
            if (!name.isString() && name.kind() != Token.Kind.IDENTIFIER) {
                throw tokens.unexpected("flag name expected");
            }
            tokens.next();
            int number = -1;
            if (!avp && tokens.accept(":")) {
                number = tokens.expect(Token.Kind.NUMBER, "flag number").number();
            }
            int declared = context.declareFlag(name.text(), number, avp, name.position());
            items.add(new ConfigFile.FlagDeclaration(name.position(), name.text(), declared, avp));
        } while (tokens.accept(","));
    }

    /** {@code group.name = value desc "…"} or {@code group[instance].name = value}. */
    private void custom() {
        Token first = tokens.next();
        String group = first.text();
        if (tokens.accept("[")) {
            group += "[" + tokens.expect(Token.Kind.NUMBER, "instance number").text() + "]";
            tokens.expect("]", "after the instance number");
        }
        tokens.expect(".", "after the group " + group);
        Token second = tokens.at("default") ? tokens.next() : tokens.expect(Token.Kind.IDENTIFIER, "parameter name");
        tokens.expect("=", "after " + group + "." + second.text());
        Token value = tokens.peek();
        if (!value.isNumber() && !value.isString()) {
            throw tokens.unexpected("number or string expected");
        }
        tokens.next();
        String description = null;
        if (tokens.at("desc") || tokens.at("descr") || tokens.at("description")) {
            tokens.next();
            description = tokens.expect(Token.Kind.STRING, "string with the description")
                    .text();
        }
        Position position = first.position().to(second.position());
        if (!customNames.add(group + "." + second.text())) {
            context.error(position, "parameter " + group + "." + second.text() + " is already declared");
        }
        ConfigFile.Value parsed =
                value.isNumber() ? new ConfigFile.IntValue(value.number()) : new ConfigFile.StringValue(value.text());
        items.add(new ConfigFile.CustomParameter(position, group, second.text(), parsed, description));
    }

    private void route(Token word, RouteKind unnamed, RouteKind named) {
        tokens.next();
        String name = "";
        RouteKind kind = unnamed;
        boolean mayBeNamed = !word.is("request_route") && !word.is("reply_route");
        if (mayBeNamed && tokens.accept("[")) {
            name = routeName();
            kind = named;
            tokens.expect("]", "after the name of the route");
        } else if (unnamed == null) {
            throw tokens.unexpected("'[' expected: event_route[module:event]");
        } else if (!tokens.at("{")) {
            throw tokens.unexpected("'{'" + (mayBeNamed ? " or '['" : "") + " expected after " + word.text());
        }
        if (kind == RouteKind.ONREPLY && name.equals("0")) {
            kind = RouteKind.CORE_REPLY;
            name = "";
        }
        context.beginRoute(kind);
        Statement.Block body = statements.block();
        add(new RouteBlock(word.position(), kind, name, body.statements()));
    }

    private String routeName() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case IDENTIFIER, STRING, EVENT_NAME:
                return tokens.next().text();
            case NUMBER:
                return String.valueOf(tokens.next().number());
            default:
                throw tokens.unexpected("name of the route expected");
        }
    }

    /** Unnamed blocks of one kind are joined, named ones must be unique. */
    private void add(RouteBlock block) {
        Integer index = routeIndex.get(block.label());
        if (index == null) {
            routeIndex.put(block.label(), items.size());
            items.add(block);
            return;
        }
        RouteBlock first = (RouteBlock) items.get(index);
        if (!block.name().isEmpty()) {
            context.error(
                    block.position(),
                    "duplicate route: " + block.label() + " is already defined at " + first.position());
            return;
        }
        List<Statement> joined = new ArrayList<>(first.body());
        joined.addAll(block.body());
        items.set(index, new RouteBlock(first.position(), first.kind(), "", joined));
    }
}
