package org.breakwater.dns.zone;

import java.util.Arrays;

/** A transport of SIP as the DNS names it (RFC 3263 §4.1). */
public enum SipService {
    /** SIP over TCP. */
    TCP("SIP+D2T", "_sip._tcp", 5060),
    /** SIPS over TLS. */
    TLS("SIPS+D2T", "_sips._tcp", 5061),
    /** SIP over UDP. */
    UDP("SIP+D2U", "_sip._udp", 5060);

    private final String naptr;
    private final String srv;
    private final int defaultPort;

    SipService(String naptr, String srv, int defaultPort) {
        this.naptr = naptr;
        this.srv = srv;
        this.defaultPort = defaultPort;
    }

    /** The service field of NAPTR records. */
    public String naptr() {
        return naptr;
    }

    /** The labels of SRV records. */
    public String srv() {
        return srv;
    }

    /** 5060 or 5061. */
    public int defaultPort() {
        return defaultPort;
    }

    /**
     * Reads {@code SIP+D2T}, {@code SIPS+D2T} or {@code SIP+D2U}.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static SipService parse(String text) {
        return Arrays.stream(values())
                .filter(service -> service.naptr.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + text + "\" is not one of SIP+D2T, SIPS+D2T, SIP+D2U"));
    }
}
