package org.breakwater.script.syntax;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Addresses, networks, host names and sockets. */
final class AddressParser {

    private static final Set<String> PROTOCOLS = Set.of("udp", "tcp", "tls", "sctp");
    private static final Set<String> ALL_PROTOCOLS = Set.of("udp", "tcp", "tls", "sctp", "ws", "wss");

    private final ParseContext context;
    private final TokenStream tokens;

    AddressParser(ParseContext context) {
        this.context = context;
        this.tokens = context.tokens();
    }

    /**
     * {@code [protocol:]host[:port]}.
     *
     * @param protocol null when absent or {@code *}
     * @param port 0 when absent or {@code *}
     */
    record Socket(Position position, String protocol, List<String> hosts, int port) {}

    /** The next word as a transport that sockets know (udp, tcp, tls, sctp), else null. Nothing is read. */
    String peekProtocol() {
        return protocolOf(tokens.peek(), PROTOCOLS);
    }

    /** The same with ws and wss. */
    String peekAnyProtocol() {
        return protocolOf(tokens.peek(), ALL_PROTOCOLS);
    }

    private static String protocolOf(Token token, Set<String> known) {
        String lower = token.text().toLowerCase(Locale.ROOT);
        return token.kind() == Token.Kind.WORD && known.contains(lower) ? lower : null;
    }

    /** True if a socket may begin at the next token. */
    boolean atSocket() {
        return atHost() || peekProtocol() != null || tokens.at("*") || tokens.at("(");
    }

    private boolean atHost() {
        Token.Kind kind = tokens.peek().kind();
        return isNamePart(tokens.peek()) || kind == Token.Kind.STRING || kind == Token.Kind.IPV6 || tokens.at("[");
    }

    private static boolean isNamePart(Token token) {
        return token.kind() == Token.Kind.IDENTIFIER
                || token.kind() == Token.Kind.ALPHANUMERIC
                || token.kind() == Token.Kind.NUMBER;
    }

    /** A socket; several hosts in parentheses are allowed only if {@code multiHomed}. */
    Socket socket(boolean multiHomed) {
        Position start = tokens.peek().position();
        String protocol = peekProtocol();
        if (protocol != null || tokens.at("*")) {
            tokens.next();
            tokens.expect(":", "after the protocol");
        }
        List<String> hosts = new ArrayList<>();
        if (multiHomed && tokens.accept("(")) {
            do {
                hosts.add(host());
            } while (tokens.accept(","));
            tokens.expect(")", "after the addresses");
        } else {
            hosts.add(host());
        }
        return new Socket(start, protocol, hosts, tokens.accept(":") ? port() : 0);
    }

    /** A port number, 0 for {@code *}. */
    int port() {
        if (tokens.accept("*")) {
            return 0;
        }
        Token port = tokens.expect(Token.Kind.NUMBER, "port number");
        if (port.number() < 0 || port.number() > 65535) {
            context.error(port.position(), "port " + port.text() + " is not between 0 and 65535");
        }
        return port.number();
    }

    /** An address, a host or interface name, or a string. Brackets of IPv6 addresses are dropped. */
    String host() {
        Token first = tokens.peek();
        if (first.kind() == Token.Kind.STRING) {
            return tokens.next().text();
        }
        if (first.kind() == Token.Kind.IPV6 || tokens.at("[")) {
            return ipv6().getHostAddress();
        }
        if (!isNamePart(first)) {
            throw tokens.unexpected("address, interface or host name expected");
        }
        StringBuilder name = new StringBuilder(tokens.next().text());
        Position range = first.position();
        boolean numeric = first.kind() == Token.Kind.NUMBER;
        int parts = 1;
        while (tokens.at(".") || tokens.at("-")) {
            name.append(tokens.next().text());
            Token part = tokens.peek();
            if (!isNamePart(part)) {
                throw tokens.unexpected("the rest of the host name " + name + " expected");
            }
            range = range.to(part.position());
            numeric &= part.kind() == Token.Kind.NUMBER;
            name.append(tokens.next().text());
            parts++;
        }
        if (numeric && parts == 4 && name.indexOf("-") < 0) {
            ipv4(name.toString(), range);
        }
        return name.toString();
    }

    /** {@code 10.0.0.1} at the next token. */
    InetAddress ipv4() {
        Token first = tokens.expect(Token.Kind.NUMBER, "IPv4 address");
        StringBuilder text = new StringBuilder(first.text());
        Position position = first.position();
        for (int i = 0; i < 3; i++) {
            tokens.expect(".", "in IPv4 address");
            Token part = tokens.expect(Token.Kind.NUMBER, "number in IPv4 address");
            text.append('.').append(part.text());
            position = position.to(part.position());
        }
        return ipv4(text.toString(), position);
    }

    private InetAddress ipv4(String text, Position position) {
        byte[] bytes = new byte[4];
        String[] parts = text.split("\\.");
        for (int i = 0; i < 4; i++) {
            int value = parts[i].matches("[0-9]{1,3}") ? Integer.parseInt(parts[i]) : -1;
            if (value < 0 || value > 255) {
                context.error(position, "invalid IPv4 address " + text);
                return address(new byte[4]);
            }
            bytes[i] = (byte) value;
        }
        return address(bytes);
    }

    /** An IPv6 literal, perhaps in brackets. */
    InetAddress ipv6() {
        boolean bracketed = tokens.accept("[");
        Token token = tokens.expect(Token.Kind.IPV6, "IPv6 address");
        if (bracketed) {
            tokens.expect("]", "after IPv6 address");
        }
        try {
            return InetAddress.getByName("[" + token.text() + "]");
        } catch (UnknownHostException e) {
            throw new SyntaxErrorException(token.position(), "invalid IPv6 address " + token.text());
        }
    }

    /** An address or network if one begins here, else null. */
    Expression addressOrNetwork() {
        Position start = tokens.peek().position();
        InetAddress address;
        if (tokens.peek().kind() == Token.Kind.IPV6 || tokens.at("[")) {
            address = ipv6();
        } else if (tokens.peek().isNumber() && tokens.peek(1).is(".")) {
            address = ipv4();
        } else {
            return null;
        }
        if (!tokens.accept("/")) {
            return new Expression.IpLiteral(start, address);
        }
        int bits = address.getAddress().length * 8;
        if (tokens.peek().isNumber() && !tokens.peek(1).is(".")) {
            Token prefix = tokens.next();
            if (prefix.number() < 0 || prefix.number() > bits) {
                context.error(prefix.position(), "prefix length must be 0 to " + bits);
                return new Expression.IpLiteral(start, address);
            }
            return new Expression.NetworkLiteral(start, address, prefix.number());
        }
        Position maskPosition = tokens.peek().position();
        InetAddress mask = tokens.peek().isNumber() ? ipv4() : ipv6();
        return new Expression.NetworkLiteral(start, address, prefixLength(mask, bits, maskPosition));
    }

    private int prefixLength(InetAddress mask, int bits, Position position) {
        byte[] bytes = mask.getAddress();
        int length = 0;
        boolean ended = false;
        for (int i = 0; i < bytes.length * 8; i++) {
            boolean set = (bytes[i / 8] >> (7 - i % 8) & 1) != 0;
            if (set && ended) {
                context.error(position, "netmask " + mask.getHostAddress() + " has gaps");
                return 0;
            }
            ended |= !set;
            length += set ? 1 : 0;
        }
        if (bytes.length * 8 != bits) {
            context.error(position, "netmask is not of the address's family");
        }
        return length;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("length of address is " + bytes.length, e);
        }
    }
}
