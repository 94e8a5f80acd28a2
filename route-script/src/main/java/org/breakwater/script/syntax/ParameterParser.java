package org.breakwater.script.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Core parameters, sockets, aliases and modules. */
final class ParameterParser {

    private static final Set<String> FACILITIES = Set.of(
            "LOG_AUTH",
            "LOG_CRON",
            "LOG_DAEMON",
            "LOG_KERN",
            "LOG_LOCAL0",
            "LOG_LOCAL1",
            "LOG_LOCAL2",
            "LOG_LOCAL3",
            "LOG_LOCAL4",
            "LOG_LOCAL5",
            "LOG_LOCAL6",
            "LOG_LOCAL7",
            "LOG_LPR",
            "LOG_MAIL",
            "LOG_NEWS",
            "LOG_USER",
            "LOG_UUCP",
            "LOG_AUTHPRIV",
            "LOG_FTP",
            "LOG_SYSLOG");
    private static final Set<String> POLL_METHODS =
            Set.of("poll", "epoll_lt", "epoll_et", "sigio_rt", "select", "kqueue", "devpoll");

    private final ParseContext context;
    private final TokenStream tokens;
    private final AddressParser addresses;
    private final List<ConfigFile.Item> items;

    ParameterParser(ParseContext context, List<ConfigFile.Item> items) {
        this.context = context;
        this.tokens = context.tokens();
        this.addresses = new AddressParser(context);
        this.items = items;
    }

    /** A statement that begins with a reserved word. */
    void word(Token word) {
        switch (word.text()) {
            case "listen" -> listen();
            case "alias" -> alias();
            case "loadmodule", "loadmodulex" -> loadModule();
            case "loadpath", "mpath" -> {
                tokens.next();
                tokens.accept("=");
                items.add(new ConfigFile.ModulePath(word.position(), string("string with the directory")));
            }
            case "modparam", "modparamx" -> moduleParameter();
            case "cfgengine" -> {
                tokens.next();
                tokens.accept("=");
                add(word, word.text(), new ConfigFile.StringValue(string("string with the name of the engine")));
            }
            case "kemi" -> kemi();
            default -> {
                if (CoreParameters.kind(word.text()) == null) {
                    throw tokens.unexpected("parameter, module or route block expected");
                }
                core();
            }
        }
    }

    private String string(String what) {
        return tokens.expect(Token.Kind.STRING, what).text();
    }

    private void add(Token name, String fullName, ConfigFile.Value value) {
        items.add(new ConfigFile.CoreParameter(name.position(), fullName, value));
    }

    /** {@code name = value}; the name is known. */
    void core() {
        Token name = tokens.next();
        CoreParameters.Kind kind = CoreParameters.kind(name.text());
        if (CoreParameters.isNewer(name.text())) {
            context.warning(name.position(), "'" + name.text() + "' is known only to newer Kamailio");
        }
        tokens.expect("=", "after the parameter '" + name.text() + "'");
        add(name, name.text(), value(name.text(), kind));
    }

    private ConfigFile.Value value(String name, CoreParameters.Kind kind) {
        Token token = tokens.peek();
        boolean word = token.kind() == Token.Kind.IDENTIFIER;
        switch (kind) {
            case NUMBER, SIGNED, NUMBER_OR_WORD:
                if (kind == CoreParameters.Kind.NUMBER_OR_WORD && word) {
                    return new ConfigFile.StringValue(tokens.next().text());
                }
                return number(name, kind);
            case STRING, STRING_OR_WORD, POLL_METHOD:
                if (!token.isString() && !(word && kind != CoreParameters.Kind.STRING)) {
                    throw wrongValue(name, kind);
                }
                return named(name, kind, tokens.next());
            case FACILITY:
                if (!word) {
                    throw wrongValue(name, kind);
                }
                return named(name, kind, tokens.next());
            case HOST:
                return new ConfigFile.StringValue(addresses.host());
            case IPV4:
                return new ConfigFile.StringValue(addresses.ipv4().getHostAddress());
            case IPV6:
                return new ConfigFile.StringValue(addresses.ipv6().getHostAddress());
            case PROTOCOL:
                if (addresses.peekProtocol() == null && !tokens.at("*")) {
                    throw wrongValue(name, kind);
                }
                return new ConfigFile.StringValue(tokens.next().text().toLowerCase(Locale.ROOT));
            default:
                if (!token.text().toLowerCase(Locale.ROOT).matches("sslv23|sslv2|sslv3|tlsv1")) {
                    throw wrongValue(name, kind);
                }
                return new ConfigFile.StringValue(tokens.next().text());
        }
    }

    private ConfigFile.Value number(String name, CoreParameters.Kind kind) {
        boolean negative = tokens.at("-") && kind == CoreParameters.Kind.SIGNED;
        if (negative) {
            tokens.next();
        }
        if (!tokens.peek().isNumber()) {
            throw wrongValue(name, kind);
        }
        int value = tokens.next().number();
        return new ConfigFile.IntValue(negative ? -value : value);
    }

    private ConfigFile.Value named(String name, CoreParameters.Kind kind, Token token) {
        boolean bad = kind == CoreParameters.Kind.FACILITY
                ? !FACILITIES.contains(token.text().toUpperCase(Locale.ROOT))
                : kind == CoreParameters.Kind.POLL_METHOD && !POLL_METHODS.contains(token.text());
        if (bad) {
            context.error(
                    token.position(), "bad value '" + token.text() + "': " + name + " needs " + kind.expectation());
        }
        return new ConfigFile.StringValue(token.text());
    }

    private SyntaxErrorException wrongValue(String name, CoreParameters.Kind kind) {
        return tokens.unexpected("parameter '" + name + "' needs " + kind.expectation());
    }

    private void kemi() {
        Token word = tokens.next();
        tokens.expect(".", "after kemi");
        Token name = tokens.expect(Token.Kind.WORD, "name of a kemi parameter");
        tokens.expect("=", "after kemi." + name.text());
        ConfigFile.Value value = tokens.peek().isNumber()
                ? new ConfigFile.IntValue(tokens.next().number())
                : new ConfigFile.StringValue(string("string or number"));
        add(word, "kemi." + name.text(), value);
    }

    private void listen() {
        Position start = tokens.next().position();
        tokens.expect("=", "after listen");
        int first = items.size();
        do {
            AddressParser.Socket socket = addresses.socket(true);
            items.add(listenSocket(start, socket, new ConfigFile.ListenOptions(null, 0, null, false)));
        } while (addresses.atSocket() && !beginsNextStatement());
        ConfigFile.ListenOptions options = options();
        for (int i = first; i < items.size(); i++) {
            ConfigFile.ListenSocket plain = (ConfigFile.ListenSocket) items.get(i);
            items.set(
                    i,
                    new ConfigFile.ListenSocket(
                            plain.position(), plain.protocol(), plain.hosts(), plain.port(), options));
        }
    }

    /** True if a parameter that is no reserved word follows the list of sockets instead of a further socket. */
    private boolean beginsNextStatement() {
        Token first = tokens.peek();
        if (first.kind() != Token.Kind.IDENTIFIER) {
            return false;
        }
        if (tokens.peek(1).is(".") && tokens.peek(3).is("=")) {
            throw new SyntaxErrorException(
                    first.position(),
                    "syntax error: ';' expected between the list of addresses and the parameter " + first.text() + "."
                            + tokens.peek(2).text());
        }
        return tokens.peek(1).is("=");
    }

    private static ConfigFile.ListenSocket listenSocket(
            Position position, AddressParser.Socket socket, ConfigFile.ListenOptions options) {
        return new ConfigFile.ListenSocket(position, socket.protocol(), socket.hosts(), socket.port(), options);
    }

    private ConfigFile.ListenOptions options() {
        String host = null;
        int port = 0;
        if (tokens.accept("advertise") || tokens.accept("ADVERTISE")) {
            host = addresses.host();
            port = tokens.accept(":") ? addresses.port() : 0;
        }
        String name = tokens.accept("name") || tokens.accept("NAME") ? string("string with the socket's name") : null;
        return new ConfigFile.ListenOptions(host, port, name, tokens.accept("virtual"));
    }

    /** {@code socket = { bind = …; advertise = …; name = "…"; virtual = yes; }} of newer Kamailio. */
    void socketBlock() {
        Position start = tokens.next().position();
        context.warning(start, "'socket = {…}' is known only to newer Kamailio; listen is known to all");
        tokens.expect("=", "after socket");
        tokens.expect("{", "after socket =");
        AddressParser.Socket bind = null;
        AddressParser.Socket advertise = null;
        String name = null;
        boolean virtual = false;
        while (!tokens.accept("}")) {
            if (tokens.accept(";")) {
                continue;
            }
            Token attribute = tokens.next();
            tokens.expect("=", "in socket {…}");
            switch (attribute.text()) {
                case "bind" -> bind = addresses.socket(true);
                case "advertise" -> advertise = addresses.socket(false);
                case "name" -> name = string("string with the socket's name");
                case "virtual" ->
                    virtual = tokens.expect(Token.Kind.NUMBER, "yes or no").number() != 0;
                case "workers" -> tokens.expect(Token.Kind.NUMBER, "number of workers");
                case "agname" -> string("string with the name of the worker group");
                default ->
                    throw new SyntaxErrorException(
                            attribute.position(), "unknown attribute '" + attribute.text() + "' of socket");
            }
        }
        if (bind == null) {
            throw new SyntaxErrorException(start, "socket {…} needs bind = protocol:address:port");
        }
        String host = advertise == null ? null : advertise.hosts().get(0);
        int port = advertise == null ? 0 : advertise.port();
        items.add(listenSocket(start, bind, new ConfigFile.ListenOptions(host, port, name, virtual)));
    }

    private void alias() {
        Position start = tokens.next().position();
        tokens.expect("=", "after alias");
        do {
            AddressParser.Socket socket = addresses.socket(true);
            for (String host : socket.hosts()) {
                items.add(new ConfigFile.AliasDeclaration(start, socket.protocol(), host, socket.port()));
            }
        } while (addresses.atSocket() && !beginsNextStatement());
    }

    private void loadModule() {
        Token word = tokens.next();
        boolean parenthesised = tokens.accept("(");
        Token module = tokens.expect(Token.Kind.STRING, "string with the name of the module");
        String options = null;
        if (tokens.accept(",")) {
            options = string("string with the options of the module");
        }
        if (parenthesised) {
            tokens.expect(")", "after the name of the module");
        }
        if (parenthesised || options != null) {
            context.warning(word.position(), "this form of loadmodule is known only to newer Kamailio");
        }
        Position position = word.position().to(module.position());
        items.add(new ConfigFile.ModuleLoad(position, module.text(), options, word.is("loadmodulex")));
    }

    private void moduleParameter() {
        Token word = tokens.next();
        tokens.expect("(", "after " + word.text());
        String modules = string("string with the name of the module");
        tokens.expect(",", "after the name of the module");
        String parameter = string("string with the name of the parameter");
        tokens.expect(",", "after the name of the parameter");
        ConfigFile.Value value;
        if (tokens.peek().isString()) {
            value = new ConfigFile.StringValue(tokens.next().text());
        } else {
            if (tokens.peek().kind() == Token.Kind.IDENTIFIER) {
                throw tokens.unexpected("number or string expected (nothing is defined under that name)");
            }
            boolean negative = tokens.accept("-");
            int number = tokens.expect(Token.Kind.NUMBER, "number or string").number();
            value = new ConfigFile.IntValue(negative ? -number : number);
        }
        Token end = tokens.expect(")", "after the value of the parameter");
        Position position = word.position().to(end.position());
        items.add(new ConfigFile.ModuleParameter(position, modules, parameter, value, word.is("modparamx")));
    }
}
