package org.breakwater.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.sip.message.SipParseException;

/** Offer and answer (RFC 3264) for one audio stream over RTP/AVP with G.711 and telephone events. */
public final class OfferAnswer {

    private static final int TELEPHONE_EVENT = 101;

    private OfferAnswer() {}

    /**
     * An answer and what it means.
     *
     * @param description to be sent back
     * @param audio what was agreed on
     */
    public record Answer(SessionDescription description, NegotiatedAudio audio) {}

    /** A description that offers all the endpoint has. */
    public static SessionDescription offer(AudioEndpoint local) {
        return SessionDescription.of(local.origin(), Connection.of(local.address()), List.of(audio(local)));
    }

    /**
     * Answers an offer: the first audio section with a codec in common is taken with the codec the offerer prefers,
     * all others are refused. Empty when there is none: then 488 is due.
     *
     * @throws SipParseException 400 when the offer is malformed
     */
    public static Optional<Answer> answer(SessionDescription offer, AudioEndpoint local) throws SipParseException {
        List<MediaDescription> sections = new ArrayList<>();
        NegotiatedAudio agreed = null;
        for (MediaDescription section : offer.media()) {
            Optional<NegotiatedAudio> match = agreed == null ? match(offer, section, local) : Optional.empty();
            if (match.isPresent()) {
                agreed = match.get();
                sections.add(accepted(section, local, agreed));
            } else {
                sections.add(MediaDescription.of(section.kind(), 0, section.protocol(), section.formats()));
            }
        }
        if (agreed == null) {
            return Optional.empty();
        }
        Connection connection = Connection.of(local.address());
        return Optional.of(new Answer(SessionDescription.of(local.origin(), connection, sections), agreed));
    }

    /**
     * What the answer to an offer of ours means; empty when audio was refused.
     *
     * @throws SipParseException 400 when the answer is malformed
     */
    public static Optional<NegotiatedAudio> conclude(AudioEndpoint local, SessionDescription answer)
            throws SipParseException {
        for (MediaDescription section : answer.media()) {
            Optional<NegotiatedAudio> match = match(answer, section, local);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private static Optional<NegotiatedAudio> match(
            SessionDescription remote, MediaDescription section, AudioEndpoint local) throws SipParseException {
        boolean usable = section.isActive()
                && section.kind().equals("audio")
                && (section.protocol().equals("RTP/AVP") || section.protocol().equals("RTP/AVPF"));
        if (!usable) {
            return Optional.empty();
        }
        AudioCodec codec = null;
        int payloadType = -1;
        int events = -1;
        for (String format : section.formats()) {
            RtpMap map = section.rtpMap(format).orElse(null);
            if (map == null) {
                continue;
            }
            AudioCodec known = codec == null ? known(map, local) : null;
            if (known != null) {
                codec = known;
                payloadType = map.payloadType();
            } else if (events < 0 && map.is("telephone-event", 8000)) {
                events = map.payloadType();
            }
        }
        Optional<Connection> connection = remote.connectionOf(section);
        if (codec == null || connection.isEmpty()) {
            return Optional.empty();
        }
        Direction theirs = remote.directionOf(section);
        boolean hold = connection.get().isHold();
        Direction ours = Direction.of(
                local.direction().sends() && theirs.receives() && !hold,
                local.direction().receives() && theirs.sends());
        String address = connection.get().address();
        return Optional.of(
                new NegotiatedAudio(codec, payloadType, events, address, section.port(), section.rtcpPort(), ours));
    }

    private static AudioCodec known(RtpMap map, AudioEndpoint local) {
        for (AudioCodec codec : local.codecs()) {
            if (map.is(codec.name(), 8000) && map.channels() == 1) {
                return codec;
            }
        }
        return null;
    }

    private static MediaDescription accepted(MediaDescription offered, AudioEndpoint local, NegotiatedAudio agreed) {
        List<String> formats = new ArrayList<>(2);
        formats.add(Integer.toString(agreed.payloadType()));
        if (agreed.telephoneEvent() >= 0) {
            formats.add(Integer.toString(agreed.telephoneEvent()));
        }
        MediaDescription section = MediaDescription.of("audio", local.port(), offered.protocol(), formats)
                .withAttribute(
                        "rtpmap",
                        new RtpMap(agreed.payloadType(), agreed.codec().name(), 8000, 1).toString());
        return finish(section, agreed.telephoneEvent(), agreed.direction());
    }

    private static MediaDescription audio(AudioEndpoint local) {
        List<String> formats = new ArrayList<>(3);
        for (AudioCodec codec : local.codecs()) {
            formats.add(Integer.toString(codec.payloadType()));
        }
        formats.add(Integer.toString(TELEPHONE_EVENT));
        MediaDescription section = MediaDescription.of("audio", local.port(), "RTP/AVP", formats);
        for (AudioCodec codec : local.codecs()) {
            section =
                    section.withAttribute("rtpmap", new RtpMap(codec.payloadType(), codec.name(), 8000, 1).toString());
        }
        return finish(section, TELEPHONE_EVENT, local.direction());
    }

    private static MediaDescription finish(MediaDescription section, int events, Direction direction) {
        MediaDescription complete = section;
        if (events >= 0) {
            complete = complete.withAttribute("rtpmap", new RtpMap(events, "telephone-event", 8000, 1).toString())
                    .withAttribute("fmtp", events + " 0-16");
        }
        return complete.withAttribute("ptime", "20").withAttribute(direction.attribute(), null);
    }
}
