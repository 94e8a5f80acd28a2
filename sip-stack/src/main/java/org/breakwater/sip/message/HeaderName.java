package org.breakwater.sip.message;

/** Header fields the stack knows by name, with their compact forms (RFC 3261 §7.3.3 and the IANA registry). */
public enum HeaderName {
    VIA("Via", 'v'),
    FROM("From", 'f'),
    TO("To", 't'),
    CALL_ID("Call-ID", 'i'),
    CSEQ("CSeq"),
    CONTACT("Contact", 'm'),
    MAX_FORWARDS("Max-Forwards"),
    ROUTE("Route"),
    RECORD_ROUTE("Record-Route"),
    CONTENT_LENGTH("Content-Length", 'l'),
    CONTENT_TYPE("Content-Type", 'c'),
    CONTENT_ENCODING("Content-Encoding", 'e'),
    AUTHORIZATION("Authorization"),
    PROXY_AUTHORIZATION("Proxy-Authorization"),
    WWW_AUTHENTICATE("WWW-Authenticate"),
    PROXY_AUTHENTICATE("Proxy-Authenticate"),
    EXPIRES("Expires"),
    MIN_EXPIRES("Min-Expires"),
    SUPPORTED("Supported", 'k'),
    REQUIRE("Require"),
    PROXY_REQUIRE("Proxy-Require"),
    UNSUPPORTED("Unsupported"),
    ALLOW("Allow"),
    ACCEPT("Accept"),
    USER_AGENT("User-Agent"),
    SERVER("Server"),
    EVENT("Event", 'o'),
    SUBSCRIPTION_STATE("Subscription-State"),
    ALLOW_EVENTS("Allow-Events", 'u'),
    PATH("Path"),
    SERVICE_ROUTE("Service-Route"),
    REFER_TO("Refer-To", 'r'),
    REFERRED_BY("Referred-By", 'b'),
    REPLACES("Replaces"),
    SESSION_EXPIRES("Session-Expires", 'x'),
    MIN_SE("Min-SE"),
    RSEQ("RSeq"),
    RACK("RAck"),
    SUBJECT("Subject", 's'),
    DATE("Date"),
    RETRY_AFTER("Retry-After"),
    WARNING("Warning"),
    REASON("Reason"),
    SIP_ETAG("SIP-ETag"),
    SIP_IF_MATCH("SIP-If-Match"),
    P_ASSERTED_IDENTITY("P-Asserted-Identity"),
    P_PREFERRED_IDENTITY("P-Preferred-Identity"),
    REMOTE_PARTY_ID("Remote-Party-ID"),
    DIVERSION("Diversion"),
    HISTORY_INFO("History-Info"),
    PRIVACY("Privacy"),
    ALERT_INFO("Alert-Info"),
    CALL_INFO("Call-Info"),
    TIMESTAMP("Timestamp"),
    MIME_VERSION("MIME-Version"),
    CONTENT_DISPOSITION("Content-Disposition"),
    AUTHENTICATION_INFO("Authentication-Info"),
    REJECT_CONTACT("Reject-Contact", 'j'),
    ACCEPT_CONTACT("Accept-Contact", 'a'),
    REQUEST_DISPOSITION("Request-Disposition", 'd'),
    IDENTITY("Identity", 'y'),
    /** A field the stack does not know by name. */
    EXTENSION("");

    private static final int TABLE_SIZE = 256;
    private static final HeaderName[] TABLE = new HeaderName[TABLE_SIZE];
    private static final HeaderName[] COMPACT = new HeaderName[128];

    static {
        for (HeaderName name : values()) {
            if (name != EXTENSION) {
                int slot = hash(name.wireName);
                while (TABLE[slot] != null) {
                    slot = (slot + 1) % TABLE_SIZE;
                }
                TABLE[slot] = name;
                if (name.compact != 0) {
                    COMPACT[name.compact] = name;
                }
            }
        }
    }

    private final String wireName;
    private final char compact;

    HeaderName(String wireName) {
        this(wireName, (char) 0);
    }

    HeaderName(String wireName, char compact) {
        this.wireName = wireName;
        this.compact = compact;
    }

    /** The full name as it is written on the wire, empty for {@link #EXTENSION}. */
    public String wireName() {
        return wireName;
    }

    /** The field of a name in any case, full or compact; {@link #EXTENSION} if unknown. */
    public static HeaderName of(String name) {
        byte[] bytes = Octets.bytes(name);
        return of(bytes, 0, bytes.length);
    }

    /** The field named by the bytes {@code start} to {@code end} (exclusive), any case, full or compact form. */
    public static HeaderName of(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == 1) {
            int c = bytes[start] | 0x20;
            return c >= 'a' && c <= 'z' && COMPACT[c] != null ? COMPACT[c] : EXTENSION;
        }
        if (length == 0) {
            return EXTENSION;
        }
        int slot = hash(length, bytes[start], bytes[end - 1], bytes[start + length / 2]);
        for (HeaderName name = TABLE[slot]; name != null; name = TABLE[slot]) {
            if (name.matches(bytes, start, length)) {
                return name;
            }
            slot = (slot + 1) % TABLE_SIZE;
        }
        return EXTENSION;
    }

    private boolean matches(byte[] bytes, int start, int length) {
        if (wireName.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int a = bytes[start + i];
            int b = wireName.charAt(i);
            if (a != b && (lower(a) != lower(b))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private static int hash(String name) {
        int n = name.length();
        return hash(n, name.charAt(0), name.charAt(n - 1), name.charAt(n / 2));
    }

    private static int hash(int length, int first, int last, int middle) {
        return (length * 7 + (first | 0x20) * 31 + (last | 0x20) * 17 + (middle | 0x20) * 5) & (TABLE_SIZE - 1);
    }
}
