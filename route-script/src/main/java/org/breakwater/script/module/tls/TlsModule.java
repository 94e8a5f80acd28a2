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
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.RouteKind;

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
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final ModuleExports exports;
    private String configFile;
    private TlsDomains domains = new TlsDomains(List.of());

    /** Reads its configuration when the script starts. */
    public TlsModule() {
        ModuleExports.Builder table = ModuleExports.of("tls")
                .parameter(ParameterExport.string("config", v -> configFile = v))
                .function(FunctionExport.of(
                        "is_peer_verified", Set.of(RouteKind.REQUEST), (a, l) -> TlsVariables::isPeerVerified))
                .function(FunctionExport.of(
                        "tls_set_connect_server_id", FunctionExport.ANY_ROUTE, (a, l) -> ctx -> -1, STRING));
        SETTINGS.forEach(s -> table.parameter(ParameterExport.string(s, v -> settings.put(s, v))));
        NUMBERS.forEach(s -> table.parameter(ParameterExport.integer(s, v -> settings.put(s, Integer.toString(v)))));
        new TlsVariables().export(table);
        this.exports = KnownParameters.complete(table);
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
