package org.breakwater.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.dns.config.DnsConfigReader;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.Names;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.time.TimeSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/** Our server with a configuration file, on a port of its own. */
final class OurServer implements AutoCloseable {

    /** The secret of every key in these tests, in Base64. */
    static final String SECRET = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    final Metrics metrics = new Metrics();
    final Health health = new Health();
    final DnsServer server;
    private final InetSocketAddress address;

    /** Starts it, for port 0 on a free one; {@code yaml} is what comes below {@code dns:}, without {@code listen}. */
    OurServer(Path home, int port, String yaml) {
        try {
            Files.writeString(home.resolve("secret"), SECRET);
            Path file = home.resolve("dns.yaml");
            int chosen = port == 0 ? NamedServer.freePort() : port;
            String listen = "dns:\n  listen: [\"127.0.0.1:" + chosen + "\"]\n";
            Files.writeString(file, listen + yaml.indent(2));
            server = new DnsServer(
                    DnsConfigReader.load(file, home),
                    new DnsServer.Environment(health, new Numbers(), metrics, TimeSource.system()));
            server.start();
            address = server.addresses().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    Message ask(String source, String name, int type) throws IOException {
        return ask(address, source, name, type);
    }

    /** Asks any server from a certain address. */
    static Message ask(InetSocketAddress server, String source, String name, int type) throws IOException {
        return resolver(server, source).send(question(name, type));
    }

    static SimpleResolver resolver(InetSocketAddress server, String source) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setLocalAddress(new InetSocketAddress(IpNetwork.parseAddress(source), 0));
        resolver.setTimeout(Duration.ofSeconds(5));
        resolver.setIgnoreTruncation(true);
        return resolver;
    }

    static Message question(String name, int type) {
        return Message.newQuery(Record.newRecord(Names.absolute(name), type, DClass.IN));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Health that a test sets. */
    static final class Health implements HealthSource {
        private volatile Set<String> down = Set.of();
        private volatile Runnable listener = () -> {};

        void set(String... names) {
            down = Set.of(names);
            listener.run();
        }

        @Override
        public Set<String> down() {
            return down;
        }

        @Override
        public void onChange(Runnable changed) {
            listener = changed;
        }
    }

    /** One number. */
    private static final class Numbers implements NumberSource {
        private static final List<String> OWN = List.of("4930123456");

        @Override
        public Optional<String> uri(String digits) {
            return OWN.contains(digits) ? Optional.of("sip:+" + digits + "@pbx.test") : Optional.empty();
        }

        @Override
        public boolean anyBelow(String digits) {
            return OWN.stream().anyMatch(number -> number.startsWith(digits) && !number.equals(digits));
        }
    }
}
