package org.breakwater.script.module.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.FixupException;

/** Reads a TLS configuration file: sections {@code [server:default]} or {@code [client:ip:port]} with {@code key=value}. */
final class TlsConfigFile {

    private static final Set<String> KEYS = Set.of(
            "method",
            "tls_method",
            "verify_certificate",
            "verify_cert",
            "verify_depth",
            "require_certificate",
            "require_cert",
            "private_key",
            "pkey_file",
            "ca_list",
            "calist_file",
            "ca_path",
            "certificate",
            "cert_file",
            "cipher_list",
            "ciphers",
            "crl",
            "server_name",
            "server_name_mode",
            "server_id",
            "verify_client");

    private TlsConfigFile() {}

    static List<TlsDomains.Domain> read(Path file) throws FixupException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FixupException("TLS configuration file " + file + " cannot be read: " + e.getMessage());
        }
        List<TlsDomains.Domain> domains = new ArrayList<>();
        String section = null;
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("[#;].*", "").trim();
            String place = file + ":" + (i + 1) + ": ";
            if (line.startsWith("[") && line.endsWith("]")) {
                add(domains, section, settings, place);
                section = line.substring(1, line.length() - 1).trim();
                settings = new LinkedHashMap<>();
            } else if (!line.isEmpty()) {
                if (section == null) {
                    throw new FixupException(place + "a setting must follow a section such as [server:default]");
                }
                setting(settings, line, place);
            }
        }
        add(domains, section, settings, file + ": ");
        return domains;
    }

    private static void setting(Map<String, String> settings, String line, String place) throws FixupException {
        int eq = line.indexOf('=');
        String key = eq < 0 ? line : line.substring(0, eq).trim().toLowerCase(Locale.ROOT);
        if (eq < 0 || !KEYS.contains(key)) {
            throw new FixupException(place + "\"" + key + "\" is not a TLS setting");
        }
        String value = line.substring(eq + 1).trim();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        settings.put(key, quoted ? value.substring(1, value.length() - 1) : value);
    }

    private static void add(List<TlsDomains.Domain> domains, String section, Map<String, String> settings, String place)
            throws FixupException {
        if (section == null) {
            return;
        }
        String[] halves = section.split(":", 2);
        TlsDomains.Side side = halves[0].equalsIgnoreCase("server")
                ? TlsDomains.Side.SERVER
                : halves[0].equalsIgnoreCase("client") ? TlsDomains.Side.CLIENT : null;
        if (side == null || halves.length < 2 || halves[1].isEmpty()) {
            throw new FixupException(place + "section [" + section + "] is neither [server:…] nor [client:…]");
        }
        domains.add(new TlsDomains.Domain(side, halves[1], settings));
    }
}
