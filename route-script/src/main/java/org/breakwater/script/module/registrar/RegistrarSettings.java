package org.breakwater.script.module.registrar;

import java.util.List;
import org.breakwater.registrar.register.RegisterPolicy;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;

/** The module's parameters, with Kamailio's defaults. */
final class RegistrarSettings {

    private static final List<String> IGNORED_INTEGERS = List.of(
            "default_expires_range",
            "expires_range",
            "retry_after",
            "sock_flag",
            "sock_mode",
            "path_use_received",
            "path_check_local",
            "xavp_rcd_mask",
            "gruu_enabled",
            "regid_mode",
            "flow_timer",
            "contact_max_size",
            "lookup_filter_mode",
            "use_expired_contacts");

    private static final List<String> IGNORED_STRINGS = List.of(
            "aor_avp", "sock_hdr_name", "reg_callid_avp", "xavp_cfg", "xavp_rcd", "event_callback", "received_param");

    int defaultExpires = 3600;
    int minExpires = 60;
    boolean rejectShort;
    int maxExpires;
    int maxContacts;
    int defaultQ = -1;
    boolean usePath;
    int pathMode = 2;
    boolean appendBranches = true;
    boolean caseSensitive;
    boolean methodFiltering;
    String receivedAvp;
    String realmPrefix = "";

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("default_expires", v -> defaultExpires = positive(v)))
                .parameter(ParameterExport.integer("min_expires", v -> minExpires = positive(v)))
                .parameter(ParameterExport.integer("min_expires_mode", v -> rejectShort = v != 0))
                .parameter(ParameterExport.integer("max_expires", v -> maxExpires = positive(v)))
                .parameter(ParameterExport.integer("max_contacts", v -> maxContacts = positive(v)))
                .parameter(ParameterExport.integer("default_q", v -> defaultQ = v))
                .parameter(ParameterExport.integer("use_path", v -> usePath = v != 0))
                .parameter(ParameterExport.integer("path_mode", v -> pathMode = v))
                .parameter(ParameterExport.integer("append_branches", v -> appendBranches = v != 0))
                .parameter(ParameterExport.integer("case_sensitive", v -> caseSensitive = v != 0))
                .parameter(ParameterExport.integer("method_filtering", v -> methodFiltering = v != 0))
                .parameter(ParameterExport.integer("outbound_mode", v -> {}))
                .parameter(ParameterExport.string("received_avp", v -> receivedAvp = v))
                .parameter(ParameterExport.string("realm_prefix", v -> realmPrefix = v));
        IGNORED_INTEGERS.forEach(p -> table.parameter(ParameterExport.ignoredInteger(p)));
        IGNORED_STRINGS.forEach(p -> table.parameter(ParameterExport.ignoredString(p)));
    }

    RegisterPolicy policy(RegisterPolicy.Matching matching) {
        return new RegisterPolicy(
                defaultExpires,
                minExpires,
                rejectShort,
                maxExpires,
                maxContacts,
                matching,
                usePath,
                pathMode,
                defaultQ,
                false);
    }

    private static int positive(int v) throws FixupException {
        if (v < 0) {
            throw new FixupException("must not be negative");
        }
        return v;
    }
}
