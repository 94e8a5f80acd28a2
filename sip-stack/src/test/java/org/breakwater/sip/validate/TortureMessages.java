package org.breakwater.sip.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * The messages of RFC 4475 and RFC 5118 with what the RFCs demand of who receives them. Bodies of RFC 5118 have the
 * Content-Length corrected.
 */
public final class TortureMessages {

    /** RFC 4475, 49 messages in the order of the RFC. */
    public static final List<TortureMessage> RFC_4475 = List.of(
            valid("wsinv", "3.1.1.1"),
            valid("intmeth", "3.1.1.2"),
            valid("esc01", "3.1.1.3"),
            valid("escnull", "3.1.1.4"),
            valid("esc02", "3.1.1.5"),
            valid("lwsdisp", "3.1.1.6"),
            valid("longreq", "3.1.1.7"),
            valid("dblreq", "3.1.1.8"),
            valid("semiuri", "3.1.1.9"),
            valid("transports", "3.1.1.10"),
            valid("mpart01", "3.1.1.11"),
            valid("unreason", "3.1.1.12"),
            valid("noreason", "3.1.1.13"),
            refused("badinv01", "3.1.2.1", 400),
            refused("clerr", "3.1.2.2", 400),
            refused("ncl", "3.1.2.3", 400),
            refused("scalar02", "3.1.2.4", 400),
            dropped("scalarlg", "3.1.2.5"),
            refused("quotbal", "3.1.2.6", 400),
            refused("ltgtruri", "3.1.2.7", 400),
            refused("lwsruri", "3.1.2.8", 400),
            refused("lwsstart", "3.1.2.9", 400),
            tolerable("trws", "3.1.2.10", 400),
            tolerable("escruri", "3.1.2.11", 400),
            tolerable("baddate", "3.1.2.12", 400),
            tolerable("regbadct", "3.1.2.13", 400),
            tolerable("badaspec", "3.1.2.14", 400),
            refused("baddn", "3.1.2.15", 400),
            refused("badvers", "3.1.2.16", 505),
            refused("mismatch01", "3.1.2.17", 400),
            refused("mismatch02", "3.1.2.18", 400, 501),
            dropped("bigcode", "3.1.2.19"),
            valid("badbranch", "3.2.1"),
            refused("insuf", "3.3.1", 400),
            refused("unkscm", "3.3.2", 416),
            refused("novelsc", "3.3.3", 416),
            refused("unksm2", "3.3.4", 400),
            refused("bext01", "3.3.5", 420),
            applied("invut", "3.3.6", 415),
            applied("regaut01", "3.3.7", 401, 407),
            refused("multi01", "3.3.8", 400),
            refused("mcl01", "3.3.9", 400),
            valid("bcast", "3.3.10"),
            applied("zeromf", "3.3.11", 483),
            valid("cparam01", "3.3.12"),
            valid("cparam02", "3.3.13"),
            valid("regescrt", "3.3.14"),
            applied("sdp01", "3.3.15", 406, 415, 488),
            valid("inv2543", "3.4.1"));

    /** RFC 5118, 12 messages in the order of the RFC. */
    public static final List<TortureMessage> RFC_5118 = List.of(
            ipv6("ipv6-good", "4.1", Demand.ACCEPT),
            ipv6("ipv6-bad", "4.2", Demand.REFUSE, 400),
            ipv6("port-ambiguous", "4.3", Demand.ACCEPT),
            ipv6("port-unambiguous", "4.4", Demand.ACCEPT),
            ipv6("via-received-param-with-delim", "4.5", Demand.ACCEPT),
            ipv6("via-received-param-no-delim", "4.5", Demand.ACCEPT),
            ipv6("ipv6-in-sdp", "4.6", Demand.ACCEPT),
            ipv6("mult-ip-in-header", "4.7", Demand.ACCEPT),
            ipv6("mult-ip-in-sdp", "4.8", Demand.ACCEPT),
            ipv6("ipv4-mapped-ipv6", "4.9", Demand.ACCEPT),
            ipv6("ipv6-bug-abnf-3-colons", "4.10", Demand.REFUSE_OR_ACCEPT, 400),
            ipv6("ipv6-correct-abnf-2-colons", "4.10", Demand.ACCEPT));

    private TortureMessages() {}

    /** What the RFC wants of a receiver. */
    public enum Demand {
        /** Well-formed: the general check must let it pass. */
        ACCEPT,
        /** Must be answered with one of the statuses. */
        REFUSE,
        /** May be answered with one of the statuses or understood in spite of its faults. */
        REFUSE_OR_ACCEPT,
        /** Well-formed; whoever it is meant for answers with one of the statuses, a proxy may forward it. */
        REFUSE_AS_ENDPOINT,
        /** A response that must be dropped. */
        DROP
    }

    /**
     * One message.
     *
     * @param name file name in the RFC, without extension
     * @param rfc 4475 or 5118
     * @param section section of the RFC
     * @param demand what the RFC wants
     * @param statuses what it may be refused with
     */
    public record TortureMessage(String name, int rfc, String section, Demand demand, Set<Integer> statuses) {

        /** The raw octets. */
        public byte[] octets() {
            String resource = "/rfc" + rfc + '/' + name + ".dat";
            try (InputStream in = TortureMessages.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("no resource " + resource);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return name + " (RFC " + rfc + " section " + section + ')';
        }
    }

    private static TortureMessage valid(String name, String section) {
        return new TortureMessage(name, 4475, section, Demand.ACCEPT, Set.of());
    }

    private static TortureMessage refused(String name, String section, Integer... statuses) {
        return new TortureMessage(name, 4475, section, Demand.REFUSE, Set.of(statuses));
    }

    private static TortureMessage tolerable(String name, String section, Integer... statuses) {
        return new TortureMessage(name, 4475, section, Demand.REFUSE_OR_ACCEPT, Set.of(statuses));
    }

    private static TortureMessage applied(String name, String section, Integer... statuses) {
        return new TortureMessage(name, 4475, section, Demand.REFUSE_AS_ENDPOINT, Set.of(statuses));
    }

    private static TortureMessage dropped(String name, String section) {
        return new TortureMessage(name, 4475, section, Demand.DROP, Set.of());
    }

    private static TortureMessage ipv6(String name, String section, Demand demand, Integer... statuses) {
        return new TortureMessage(name, 5118, section, demand, Set.of(statuses));
    }
}
