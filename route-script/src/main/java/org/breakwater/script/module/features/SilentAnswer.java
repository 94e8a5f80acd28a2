package org.breakwater.script.module.features;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.sdp.AudioCodec;
import org.breakwater.sip.sdp.AudioEndpoint;
import org.breakwater.sip.sdp.Connection;
import org.breakwater.sip.sdp.Direction;
import org.breakwater.sip.sdp.MediaDescription;
import org.breakwater.sip.sdp.OfferAnswer;
import org.breakwater.sip.sdp.Origin;
import org.breakwater.sip.sdp.SessionDescription;

/**
 * An answer after which nothing flows (RFC 3264 §6.1): the first audio section is inactive, whatever its codec is, all others
 * are refused. Encrypted audio gets a key (RFC 4568) that nobody will use; media that need a handshake (DTLS) are refused.
 */
final class SilentAnswer {

    /** The discard port (RFC 863): nothing is sent to it. */
    private static final int NO_PORT = 9;

    private static final int KEY_OCTETS = 30;
    private static final String SUITE = "AES_CM_128_";

    private final SecureRandom random = new SecureRandom();

    /**
     * The answer; empty when there is no audio to be answered.
     *
     * @param offer empty for none: then it is an offer
     */
    Optional<SessionDescription> to(String offer, String address) throws SipParseException {
        Origin origin = Origin.of(1, 1, address);
        if (offer.isEmpty()) {
            List<AudioCodec> codecs = List.of(AudioCodec.PCMA, AudioCodec.PCMU);
            return Optional.of(
                    OfferAnswer.offer(new AudioEndpoint(origin, address, NO_PORT, codecs, Direction.INACTIVE)));
        }
        List<MediaDescription> sections = new ArrayList<>();
        boolean answered = false;
        for (MediaDescription section : SessionDescription.parse(offer).media()) {
            Optional<MediaDescription> silent = answered ? Optional.empty() : silent(section);
            answered |= silent.isPresent();
            sections.add(silent.orElseGet(
                    () -> MediaDescription.of(section.kind(), 0, section.protocol(), section.formats())));
        }
        return answered
                ? Optional.of(SessionDescription.of(origin, Connection.of(address), sections))
                : Optional.empty();
    }

    private Optional<MediaDescription> silent(MediaDescription offered) {
        String protocol = offered.protocol();
        boolean encrypted = protocol.startsWith("RTP/SAVP");
        if (!offered.kind().equals("audio")
                || !offered.isActive()
                || offered.formats().isEmpty()
                || !encrypted && !protocol.startsWith("RTP/AVP")) {
            return Optional.empty();
        }
        String format = offered.formats().get(0);
        MediaDescription answer = MediaDescription.of("audio", NO_PORT, protocol, List.of(format));
        if (offered.rtpMap(format).isPresent()) {
            answer = answer.withAttribute("rtpmap", offered.rtpMap(format).get().toString());
        }
        if (encrypted) {
            Optional<String> key = key(offered);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            answer = answer.withAttribute("crypto", key.get());
        }
        return Optional.of(answer.withDirection(Direction.INACTIVE));
    }

    /** {@code tag suite inline:key} for the first suite offered whose keys are that long. */
    private Optional<String> key(MediaDescription offered) {
        for (String crypto : offered.attributes("crypto")) {
            String[] words = crypto.trim().split(" +");
            if (words.length >= 3 && words[1].startsWith(SUITE)) {
                byte[] key = new byte[KEY_OCTETS];
                random.nextBytes(key);
                String inline = Base64.getEncoder().encodeToString(key);
                return Optional.of(words[0] + ' ' + words[1] + " inline:" + inline);
            }
        }
        return Optional.empty();
    }
}
