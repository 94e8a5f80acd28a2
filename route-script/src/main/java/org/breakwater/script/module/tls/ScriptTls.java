package org.breakwater.script.module.tls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.syntax.ConfigFile;

/** What a parsed script wants of TLS, for whoever opens sockets before the script is compiled. */
public final class ScriptTls {

    private static final String MODULE = "tls";

    private ScriptTls() {}

    /**
     * The server's certificate and how clients are checked.
     *
     * @param certificate PEM file
     * @param privateKey PEM file
     * @param authorities PEM file to check clients against, or null
     * @param asksClient whether a client's certificate is checked when it sends one
     * @param requiresClient whether a client must send one
     */
    public record Server(
            Path certificate, Path privateKey, Path authorities, boolean asksClient, boolean requiresClient) {}

    /**
     * The default server of the script's {@code tls} module.
     *
     * @param script parsed, not compiled
     * @param folder what relative file names are relative to
     * @return empty when the script does not load tls or names no certificate
     * @throws FixupException when the configuration file cannot be read or has faults
     */
    public static Optional<Server> server(ConfigFile script, Path folder) throws FixupException {
        if (script.modules().stream().noneMatch(m -> m.moduleName().equals(MODULE))) {
            return Optional.empty();
        }
        TlsModule module = new TlsModule();
        for (ConfigFile.ModuleParameter p : script.moduleParameters()) {
            if (Arrays.asList(p.modules().split("\\|")).contains(MODULE)) {
                set(module, p);
            }
        }
        module.start(null);
        return module.domains().domains().stream()
                .filter(d -> d.side() == TlsDomains.Side.SERVER)
                .filter(d -> d.address().equals("default") || d.address().equals("any"))
                .filter(d -> has(d, "certificate", "cert_file") && has(d, "private_key", "pkey_file"))
                .findFirst()
                .map(d -> server(d, folder));
    }

    private static void set(TlsModule module, ConfigFile.ModuleParameter given) throws FixupException {
        for (ParameterExport known : module.exports().parameters()) {
            if (known.name().equals(given.parameter())) {
                boolean number = given.value() instanceof ConfigFile.IntValue;
                if (number == (known.kind() == ParameterExport.Kind.INT)) {
                    known.setter().set(plain(given.value()));
                }
            }
        }
    }

    private static Object plain(ConfigFile.Value value) {
        return value instanceof ConfigFile.IntValue i ? (Object) i.value() : ((ConfigFile.StringValue) value).value();
    }

    private static Server server(TlsDomains.Domain domain, Path folder) {
        String authorities = text(domain, "ca_list", "calist_file");
        boolean requires = yes(text(domain, "require_certificate", "require_cert"));
        return new Server(
                folder.resolve(text(domain, "certificate", "cert_file")).normalize(),
                folder.resolve(text(domain, "private_key", "pkey_file")).normalize(),
                authorities == null || authorities.isEmpty()
                        ? null
                        : folder.resolve(authorities).normalize(),
                requires || yes(text(domain, "verify_certificate", "verify_cert")),
                requires);
    }

    private static boolean has(TlsDomains.Domain domain, String name, String otherName) {
        String text = text(domain, name, otherName);
        return text != null && !text.isEmpty();
    }

    private static String text(TlsDomains.Domain domain, String name, String otherName) {
        String value = domain.settings().get(name);
        return value != null ? value : domain.settings().get(otherName);
    }

    private static boolean yes(String text) {
        return text != null && (text.equals("1") || text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("on"));
    }
}
