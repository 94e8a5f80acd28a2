package org.breakwater.script.module.tls;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Value;

/** Export table of tls. */
public final class TlsModule implements ScriptModule {

    private static final List<String> SETTINGS = List.of(
            "tls_method",
            "server_name",
            "verify_client",
            "private_key",
            "ca_list",
            "ca_path",
            "certificate",
            "crl",
            "cipher_list");
    private static final List<String> NUMBERS = List.of("verify_certificate", "verify_depth", "require_certificate");
    private static final List<String> PLAIN_VARIABLES = List.of(
            "tls",
            "tls_version",
            "tls_description",
            "tls_cipher_info",
            "tls_cipher_bits",
            "tls_peer_verified",
            "tls_peer_revoked",
            "tls_peer_expired",
            "tls_peer_selfsigned",
            "tls_peer_notBefore",
            "tls_peer_notAfter",
            "tls_peer_server_name");
    private static final List<String> CERTIFICATE_VARIABLES = List.of(
            "raw_cert",
            "urlencoded_cert",
            "version",
            "serial",
            "subject",
            "issuer",
            "subject_cn",
            "issuer_cn",
            "subject_locality",
            "issuer_locality",
            "subject_country",
            "issuer_country",
            "subject_state",
            "issuer_state",
            "subject_organization",
            "issuer_organization",
            "subject_unit",
            "issuer_unit",
            "subject_uid",
            "san_email",
            "san_hostname",
            "san_uri",
            "san_ip");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final ModuleExports exports;
    private String configFile;
    private TlsDomains domains = new TlsDomains(List.of());

    /** Reads its configuration when the script starts. */
    public TlsModule() {
        ModuleExports.Builder table = ModuleExports.of("tls")
                .parameter(ParameterExport.string("config", v -> configFile = v))
                .function(FunctionExport.of("is_peer_verified", Set.of(RouteKind.REQUEST), (a, l) -> ctx -> -1))
                .function(FunctionExport.of(
                        "tls_set_connect_server_id", FunctionExport.ANY_ROUTE, (a, l) -> ctx -> -1, STRING));
        SETTINGS.forEach(s -> table.parameter(ParameterExport.string(s, v -> settings.put(s, v))));
        NUMBERS.forEach(s -> table.parameter(ParameterExport.integer(s, v -> settings.put(s, Integer.toString(v)))));
        PLAIN_VARIABLES.forEach(v -> unknown(table, v));
        for (String name : CERTIFICATE_VARIABLES) {
            unknown(table, "tls_peer_" + name);
            unknown(table, "tls_my_" + name);
        }
        this.exports = KnownParameters.complete(table);
    }

    /** A connection does not tell what its certificates are. */
    private static void unknown(ModuleExports.Builder table, String variable) {
        table.pv(new PvExport(variable, (spec, load) -> ctx -> Value.NULL));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    /** What the script wants of TLS; known once the script is loaded. */
    public TlsDomains domains() {
        return domains;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (configFile != null && !configFile.isEmpty()) {
            domains = new TlsDomains(TlsConfigFile.read(Path.of(configFile)));
        } else {
            domains = new TlsDomains(List.of(
                    new TlsDomains.Domain(TlsDomains.Side.SERVER, "default", settings),
                    new TlsDomains.Domain(TlsDomains.Side.CLIENT, "default", settings)));
        }
    }
}
