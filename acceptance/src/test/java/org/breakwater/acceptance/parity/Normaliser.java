package org.breakwater.acceptance.parity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Removes from a message what two correct runs may choose freely: branches, tags, ports, nonces, product names. */
final class Normaliser {
    private static final Pattern FOREIGN_BRANCH = Pattern.compile("z9hG4bK(?!-parity)[^;,\\s>\"]*");
    private static final Pattern FOREIGN_TAG = Pattern.compile(";tag=(?!parity)[^;,\\s>\"]+");
    private static final Pattern NONCE = Pattern.compile("\\bnonce=\"[^\"]*\"");
    private static final Pattern PRIVATE_PARAMETER = Pattern.compile(";(vsf|vst|did)=[^;>\\s]+");
    private static final Pattern EXPIRES = Pattern.compile(";expires=(\\d+)");
    private static final Pattern RESPONSE = Pattern.compile("\\bresponse=\"[0-9a-f]{32}\"");
    private static final Pattern PRODUCT = Pattern.compile("(?i)(kamailio|breakwater).*");
    private static final List<String> FREE_HEADERS = List.of("date");
    /** Requests a proxy writes itself; of these only what identifies them is compared. */
    private static final List<String> HOP_BY_HOP = List.of("ACK", "CANCEL");

    private static final List<String> KEPT_HOP_BY_HOP = List.of("from", "to", "cseq", "call-id", "route");

    private final Ports ports;

    Normaliser(Ports ports) {
        this.ports = ports;
    }

    /** One line of free text, such as a probe. */
    String text(String line) {
        return FOREIGN_BRANCH.matcher(ports.mask(line)).replaceAll("BRANCH");
    }

    /** A message: start line, headers ordered by name (equal names keep their order), body. */
    String message(SipText message) {
        if (message.status() == 100) {
            return "SIP/2.0 100";
        }
        boolean hopByHop = HOP_BY_HOP.contains(message.method());
        String headers = message.headers().stream()
                .filter(h -> !isFree(h))
                .filter(h -> !hopByHop || KEPT_HOP_BY_HOP.contains(SipText.nameOf(h)))
                .sorted(Comparator.comparing(SipText::nameOf))
                .map(this::header)
                .collect(Collectors.joining("\n"));
        String body =
                message.body().isEmpty() ? "" : "\nbody " + text(message.body().replace("\r\n", "|"));
        return text(message.startLine()) + "\n" + headers + body;
    }

    private static boolean isFree(String header) {
        String name = SipText.nameOf(header);
        boolean product = name.equals("server") || name.equals("user-agent");
        return FREE_HEADERS.contains(name)
                || product && PRODUCT.matcher(SipText.valueOf(header)).matches();
    }

    private String header(String line) {
        String name = SipText.nameOf(line);
        String value = text(SipText.valueOf(line));
        value = FOREIGN_TAG.matcher(value).replaceAll(";tag=TAG");
        value = NONCE.matcher(value).replaceAll("nonce=\"NONCE\"");
        value = RESPONSE.matcher(value).replaceAll("response=\"RESPONSE\"");
        value = PRIVATE_PARAMETER.matcher(value).replaceAll(";$1=PRIVATE");
        value = EXPIRES.matcher(value).replaceAll(found -> ";expires=" + settled(Long.parseLong(found.group(1))));
        return name + ": " + (name.equals("via") ? sortedParameters(value) : value);
    }

    /** A lifetime asked for in whole minutes may have lost a second or two on the way. */
    private static long settled(long seconds) {
        long next = (seconds + 59) / 60 * 60;
        return next - seconds <= 3 ? next : seconds;
    }

    private static String sortedParameters(String via) {
        String[] parts = via.split(";");
        Arrays.sort(parts, 1, parts.length);
        return String.join(";", parts);
    }
}
