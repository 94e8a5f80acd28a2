package org.breakwater.script.syntax;

/** The old bare words that stand for a property of the message or of the path it takes. */
public enum Keyword {
    /** Request method. */
    METHOD("method", Type.STRING),
    /** Request URI. */
    URI("uri", Type.URI),
    /** URI of the From header. */
    FROM_URI("from_uri", Type.URI),
    /** URI of the To header. */
    TO_URI("to_uri", Type.URI),
    /** Status code of a reply. */
    STATUS("status", Type.STRING),
    /** Source address of the message. */
    SRC_IP("src_ip", Type.IP),
    /** Source port. */
    SRC_PORT("src_port", Type.INT),
    /** Address the message was received on. */
    DST_IP("dst_ip", Type.IP),
    /** Port the message was received on. */
    DST_PORT("dst_port", Type.INT),
    /** Transport the message came over. */
    PROTO("proto", Type.PROTOCOL),
    /** Address family the message came over. */
    AF("af", Type.ADDRESS_FAMILY),
    /** Size of the message in bytes. */
    MSG_LEN("msg:len", Type.INT),
    /** Local address the message leaves from (onsend_route). */
    SND_IP("snd_ip", Type.IP),
    /** Local port the message leaves from (onsend_route). */
    SND_PORT("snd_port", Type.INT),
    /** Transport the message leaves over (onsend_route). */
    SND_PROTO("snd_proto", Type.PROTOCOL),
    /** Address family the message leaves over (onsend_route). */
    SND_AF("snd_af", Type.ADDRESS_FAMILY),
    /** Address the message goes to (onsend_route). */
    TO_IP("to_ip", Type.IP),
    /** Port the message goes to (onsend_route). */
    TO_PORT("to_port", Type.INT),
    /** This server: true against any address, host or URI that is one of ours. */
    MYSELF("myself", Type.MYSELF),
    /** Largest message size, for {@code msg:len} comparisons. */
    MAX_LEN("max_len", Type.INT);

    private final String word;
    private final Type type;

    Keyword(String word, Type type) {
        this.word = word;
        this.type = type;
    }

    /** What a keyword may be compared with. */
    public enum Type {
        /** Strings and regular expressions. */
        STRING,
        /** Strings, regular expressions and {@code myself}. */
        URI,
        /** Addresses, networks, host names, strings and {@code myself}. */
        IP,
        /** Numbers. */
        INT,
        /** Transport names. */
        PROTOCOL,
        /** {@code INET} and {@code INET6}. */
        ADDRESS_FAMILY,
        /** Anything of type {@link #URI} or {@link #IP}. */
        MYSELF
    }

    /** The word in a configuration. */
    public String word() {
        return word;
    }

    /** What it may be compared with. */
    public Type type() {
        return type;
    }
}
