package org.breakwater.presence.xmpp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.breakwater.platform.config.YamlSection;
import org.breakwater.presence.xmpp.stanza.Jid;

/**
 * How XMPP is reached.
 *
 * @param host of the XMPP server
 * @param port of its components
 * @param domain of the component: SIP users are seen under it
 * @param sipDomain of SIP users in URIs; empty for the server's own address
 * @param servers domains whose users SIP users reach, in lower case
 * @param secret shared with the XMPP server
 * @param maxStanzaOctets of one stanza
 */
public record XmppConfig(
        String host,
        int port,
        String domain,
        String sipDomain,
        List<String> servers,
        String secret,
        int maxStanzaOctets) {

    private static final int COMPONENT_PORT = 5347;
    private static final int MAX_SERVERS = 64;

    /** Copies the list. */
    public XmppConfig {
        servers = List.copyOf(servers);
    }

    /**
     * Reads the section; what is wrong is reported to it.
     *
     * @param home relative paths begin there
     */
    public static XmppConfig read(YamlSection section, Path home) {
        String host = section.text("host").orElse("127.0.0.1");
        int port = section.integer("port", COMPONENT_PORT, 1, 65_535);
        String domain = section.parsed("domain", "", XmppConfig::domain);
        String sipDomain = section.parsed("sip_domain", "", XmppConfig::domain);
        List<String> servers = section.list("servers", List.of(), XmppConfig::domain);
        Optional<String> secretFile = section.text("secret_file");
        int maxStanza = section.integer("max_stanza_bytes", 65_536, 10_000, 1 << 17);
        section.finish();
        if (domain.isEmpty()) {
            section.report(
                    "domain", "is missing; give the component's name, as the XMPP server's configuration has it");
        }
        if (servers.isEmpty() || servers.size() > MAX_SERVERS) {
            section.report("servers", "names the domains whose users phones reach: 1 to " + MAX_SERVERS);
        }
        if (servers.contains(domain) || servers.contains(sipDomain)) {
            section.report("servers", "has the domain of SIP users in it; name those of XMPP users only");
        }
        return new XmppConfig(host, port, domain, sipDomain, servers, secret(section, secretFile, home), maxStanza);
    }

    private static String domain(String text) {
        return Jid.of("", text, "")
                .map(Jid::domain)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not the name of a domain"));
    }

    private static String secret(YamlSection section, Optional<String> file, Path home) {
        if (file.isEmpty()) {
            section.report(
                    "secret_file", "is missing; put the component's secret into a file that only the server reads");
            return "";
        }
        Path path = home.resolve(file.get());
        try {
            String secret = Files.readString(path).strip();
            if (secret.isEmpty()) {
                section.report("secret_file", path + " is empty; put the component's secret into it");
            }
            return secret;
        } catch (IOException e) {
            section.report("secret_file", path + " cannot be read; put the component's secret into it");
            return "";
        }
    }

    /** The same with the domain of SIP users. */
    public XmppConfig withSipDomain(String other) {
        return new XmppConfig(host, port, domain, other, servers, secret, maxStanzaOctets);
    }

    /** Whether SIP users reach users of that domain through XMPP. */
    public boolean serves(String otherDomain) {
        return servers.contains(otherDomain.toLowerCase(Locale.ROOT));
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return host + ':' + port + " as " + domain + ' ' + servers;
    }
}
