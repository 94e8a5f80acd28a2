package org.breakwater.script.syntax;

import java.util.HashSet;
import java.util.Set;

/** Words that are never identifiers: they cannot name routes, flags or functions, nor be replaced by a define. */
final class ReservedWords {

    private static final String STATEMENTS = "if else while switch case default drop exit return break loadmodule"
            + " loadmodulex loadpath mpath modparam modparamx cfgengine flags bool avpflags include_file import_file"
            + " listen alias advertise ADVERTISE virtual name NAME kemi desc descr description";
    private static final String ROUTES =
            "route request_route failure_route reply_route onreply_route branch_route" + " onsend_route event_route";
    private static final String CONDITIONS = "method uri status from_uri to_uri src_ip src_port dst_ip dst_port snd_ip"
            + " snd_port snd_proto to_proto snd_af to_af to_ip to_port proto af myself max_len";
    private static final String OPERATORS = "and or not mod eq ne ieq ine defined strlen strempty selval";
    private static final String VALUES = "udp UDP tcp TCP tls TLS sctp SCTP ws WS wss WSS sslv23 SSLv23 SSLV23 sslv2"
            + " SSLv2 SSLV2 sslv3 SSLv3 SSLV3 tlsv1 TLSv1 TLSV1";
    private static final String KEMI =
            "onsend_route_callback reply_route_callback event_route_callback received_route_callback"
                    + " received_route_mode pre_routing_callback";

    private static final Set<String> WORDS = collect();

    private ReservedWords() {}

    private static Set<String> collect() {
        Set<String> words = new HashSet<>();
        for (String list : new String[] {STATEMENTS, ROUTES, CONDITIONS, OPERATORS, VALUES, KEMI}) {
            words.addAll(Set.of(list.split(" ")));
        }
        words.addAll(CoreParameters.reservedNames());
        words.addAll(CoreFunctions.names());
        return Set.copyOf(words);
    }

    static boolean contains(String word) {
        return WORDS.contains(word);
    }

    /** Value of the words that are numbers ({@code yes}, {@code INET}…), or -1. */
    static int number(String word) {
        return switch (word) {
            case "yes", "true", "on", "enable" -> 1;
            case "no", "false", "off", "disable" -> 0;
            case "inet", "INET", "ipv4", "IPv4", "IPV4" -> 2;
            case "inet6", "INET6", "ipv6", "IPv6", "IPV6" -> 10;
            default -> -1;
        };
    }
}
