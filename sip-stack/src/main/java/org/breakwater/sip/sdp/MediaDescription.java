package org.breakwater.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.breakwater.sip.message.SipParseException;

/**
 * One media section: the {@code m=} line and what follows it up to the next. Immutable; the {@code with…} methods give
 * changed copies that keep all other lines as they were.
 *
 * @param kind audio, video, image, message, application …
 * @param port 0 to 65535; 0 means refused or ended
 * @param portCount how many ports, 1 unless given
 * @param protocol RTP/AVP, RTP/SAVP, UDP/TLS/RTP/SAVPF …
 * @param formats payload types or other formats, in order of preference
 * @param lines all lines, the {@code m=} line first
 */
public record MediaDescription(
        String kind, int port, int portCount, String protocol, List<String> formats, List<SdpLine> lines) {

    /** Copies the lists. */
    public MediaDescription {
        formats = List.copyOf(formats);
        lines = List.copyOf(lines);
    }

    /** A section with nothing but its {@code m=} line. */
    public static MediaDescription of(String kind, int port, String protocol, List<String> formats) {
        SdpLine line = SdpLine.of('m', mediaLine(kind, port, 1, protocol, formats));
        return new MediaDescription(kind, port, 1, protocol, formats, List.of(line));
    }

    /** Whether the section is neither refused nor ended. */
    public boolean isActive() {
        return port != 0;
    }

    /** The value of the first attribute of a name, "" when it has none; empty if absent. */
    public Optional<String> attribute(String name) {
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                return Optional.of(line.attributeValue());
            }
        }
        return Optional.empty();
    }

    /** The values of all attributes of a name, in order. */
    public List<String> attributes(String name) {
        List<String> values = new ArrayList<>(4);
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                values.add(line.attributeValue());
            }
        }
        return values;
    }

    /** The direction written in this section; empty when it is left to the session. */
    public Optional<Direction> direction() {
        return SessionDescription.direction(lines);
    }

    /**
     * The connection of this section; empty when it is left to the session.
     *
     * @throws SipParseException 400 when it is malformed
     */
    public Optional<Connection> connection() throws SipParseException {
        return SessionDescription.connection(lines);
    }

    /** The RTCP port of {@code a=rtcp} (RFC 3605), else the one above the RTP port; 0 when there is none. */
    public int rtcpPort() {
        String value = attribute("rtcp").orElse("");
        int blank = value.indexOf(' ');
        int written = SdpParser.number(blank < 0 ? value : value.substring(0, blank), 65535);
        if (written > 0) {
            return written;
        }
        return port == 0 || port == 65535 ? 0 : port + 1;
    }

    /** What a format means, by rtpmap or by the static table; empty when unknown. */
    public Optional<RtpMap> rtpMap(String format) {
        int payloadType = SdpParser.number(format, 127);
        if (payloadType < 0) {
            return Optional.empty();
        }
        for (SdpLine line : lines) {
            if (line.isAttribute("rtpmap")) {
                Optional<RtpMap> map = RtpMap.parse(line.attributeValue());
                if (map.isPresent() && map.get().payloadType() == payloadType) {
                    return map;
                }
            }
        }
        return RtpMap.ofStatic(payloadType);
    }

    /** The parameters of a format ({@code a=fmtp}), empty if absent. */
    public Optional<String> fmtp(String format) {
        for (SdpLine line : lines) {
            if (line.isAttribute("fmtp") && line.attributeValue().startsWith(format + ' ')) {
                return Optional.of(line.attributeValue().substring(format.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The same section with another port, 0 to refuse it. */
    public MediaDescription withPort(int newPort) {
        return withMediaLine(newPort, formats);
    }

    /** The same section with other formats; attributes of formats that are gone stay. */
    public MediaDescription withFormats(List<String> newFormats) {
        return withMediaLine(port, newFormats);
    }

    /** The same section with its own connection. */
    public MediaDescription withConnection(Connection connection) {
        return withLines(SessionDescription.replaceConnection(lines, connection));
    }

    /** The same section with one more attribute at its end. */
    public MediaDescription withAttribute(String name, String value) {
        List<SdpLine> changed = new ArrayList<>(lines);
        SessionDescription.endLastLine(changed);
        changed.add(SdpLine.attribute(name, value));
        return withLines(changed);
    }

    /** The same section without the lines a condition holds for; the {@code m=} line always stays. */
    public MediaDescription without(Predicate<SdpLine> condition) {
        List<SdpLine> kept = new ArrayList<>(lines.size());
        for (SdpLine line : lines) {
            if (line.type() == 'm' || !condition.test(line)) {
                kept.add(line);
            }
        }
        return withLines(kept);
    }

    /** The same section with another direction. */
    public MediaDescription withDirection(Direction direction) {
        return without(SessionDescription::isDirection).withAttribute(direction.attribute(), null);
    }

    private MediaDescription withMediaLine(int newPort, List<String> newFormats) {
        List<SdpLine> changed = new ArrayList<>(lines);
        String value = mediaLine(kind, newPort, portCount, protocol, newFormats);
        changed.set(0, new SdpLine('m', value, lines.get(0).ending()));
        return new MediaDescription(kind, newPort, portCount, protocol, newFormats, changed);
    }

    private MediaDescription withLines(List<SdpLine> newLines) {
        return new MediaDescription(kind, port, portCount, protocol, formats, newLines);
    }

    private static String mediaLine(String kind, int port, int count, String protocol, List<String> formats) {
        String ports = count == 1 ? Integer.toString(port) : port + "/" + count;
        return kind + ' ' + ports + ' ' + protocol + ' ' + String.join(" ", formats);
    }
}
