package org.breakwater.script.module.auth;

import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.sip.digest.DigestAlgorithm;

/** The module's parameters. */
final class AuthSettings {

    private static final List<String> IGNORED_INTEGERS = List.of(
            "auth_checks_register",
            "auth_checks_no_dlg",
            "auth_checks_in_dlg",
            "one_time_nonce",
            "nid_pool_no",
            "nc_array_size",
            "nc_array_order",
            "otn_in_flight_no",
            "otn_in_flight_order",
            "nonce_auth_max_drift",
            "add_authinfo_hdr");

    private static final List<String> IGNORED_STRINGS =
            List.of("challenge_attr", "proxy_challenge_header", "www_challenge_header");

    private static final int LONGEST_NONCE_SECONDS = 300;

    List<DigestAlgorithm> algorithms = List.of(DigestAlgorithm.MD5);
    boolean algorithmNamed;
    boolean qopAuth;
    boolean qopAuthInt;
    boolean countNonces;
    boolean stateless;
    boolean useDomain;
    int nonceSeconds = LONGEST_NONCE_SECONDS;
    String secret;
    String realmPrefix = "";

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.string("algorithm", this::setAlgorithms))
                .parameter(ParameterExport.string("qop", this::setQop))
                .parameter(ParameterExport.integer("nonce_count", v -> countNonces = v != 0))
                .parameter(ParameterExport.integer("nonce_expire", this::setNonceSeconds))
                .parameter(ParameterExport.string("secret", v -> secret = v))
                .parameter(ParameterExport.string("realm_prefix", v -> realmPrefix = v))
                .parameter(ParameterExport.integer("use_domain", v -> useDomain = v != 0))
                .parameter(ParameterExport.integer("force_stateless_reply", v -> stateless = v != 0));
        IGNORED_INTEGERS.forEach(p -> table.parameter(ParameterExport.ignoredInteger(p)));
        IGNORED_STRINGS.forEach(p -> table.parameter(ParameterExport.ignoredString(p)));
        table.parameter(ParameterExport.ignoredInteger("protect_contacts"));
    }

    private void setQop(String value) throws FixupException {
        if (!value.isEmpty() && !value.equals("auth") && !value.equals("auth-int")) {
            throw new FixupException("qop is \"auth\", \"auth-int\" or empty");
        }
        qopAuth = value.equals("auth");
        qopAuthInt = value.equals("auth-int");
    }

    /** Longer-lived nonces than 300 s are cut to that. */
    private void setNonceSeconds(int seconds) throws FixupException {
        if (seconds < 1) {
            throw new FixupException("nonce_expire is 1 or more");
        }
        nonceSeconds = Math.min(seconds, LONGEST_NONCE_SECONDS);
    }

    /** One algorithm as in Kamailio, or several to offer, the strongest first: {@code "SHA-256,MD5"}. */
    private void setAlgorithms(String value) throws FixupException {
        List<DigestAlgorithm> list = new java.util.ArrayList<>();
        for (String name : value.split(",")) {
            switch (name.trim().toUpperCase(java.util.Locale.ROOT)) {
                case "", "MD5" -> list.add(DigestAlgorithm.MD5);
                case "SHA-256" -> list.add(DigestAlgorithm.SHA_256);
                default -> throw new FixupException("algorithm is MD5, SHA-256 or \"SHA-256,MD5\"");
            }
        }
        algorithms = List.copyOf(list);
        algorithmNamed = !value.isEmpty();
    }
}
