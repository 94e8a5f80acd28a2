package org.breakwater.sip.sdp;

/** Codecs the offer/answer of this package knows: G.711. */
public enum AudioCodec {
    /** G.711 µ-law. */
    PCMU(0),
    /** G.711 A-law. */
    PCMA(8);

    private final int payloadType;

    AudioCodec(int payloadType) {
        this.payloadType = payloadType;
    }

    /** Its static payload type (RFC 3551 §6). */
    public int payloadType() {
        return payloadType;
    }
}
