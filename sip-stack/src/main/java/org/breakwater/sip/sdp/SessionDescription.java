package org.breakwater.sip.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.WireBuffer;

/**
 * A session description. Immutable; the {@code with…} methods give changed copies that keep all other lines as they
 * were.
 *
 * @param lines lines before the first {@code m=} line
 * @param media media sections in order
 */
public record SessionDescription(List<SdpLine> lines, List<MediaDescription> media) {

    /** Copies the lists. */
    public SessionDescription {
        lines = List.copyOf(lines);
        media = List.copyOf(media);
    }

    /**
     * Parses a description.
     *
     * @throws SipParseException 400 naming the line, counted from 1, when it is no {@code type=value}, has a carriage
     *     return before its end (RFC 4566 §9, byte-string), the first is not {@code v=0}, an {@code m=} line is
     *     malformed, or there are more than 1,000 lines or 64 media sections
     */
    public static SessionDescription parse(byte[] octets) throws SipParseException {
        return parse(Octets.text(octets, 0, octets.length));
    }

    /** The same from wire text. */
    public static SessionDescription parse(String wireText) throws SipParseException {
        return new SdpParser(wireText).session();
    }

    /** A description with the lines every one must have, {@code v= o= s= c= t=}, and media sections. */
    public static SessionDescription of(Origin origin, Connection connection, List<MediaDescription> media) {
        return new SessionDescription(
                List.of(
                        SdpLine.of('v', "0"),
                        SdpLine.of('o', origin.toString()),
                        SdpLine.of('s', "-"),
                        SdpLine.of('c', connection.toString()),
                        SdpLine.of('t', "0 0")),
                media);
    }

    /**
     * The origin; empty when the line is missing.
     *
     * @throws SipParseException 400 when it is malformed
     */
    public Optional<Origin> origin() throws SipParseException {
        for (SdpLine line : lines) {
            if (line.type() == 'o') {
                return Optional.of(Origin.parse(line.value()));
            }
        }
        return Optional.empty();
    }

    /**
     * The connection that holds for a media section: its own or that of the session; empty when there is neither.
     *
     * @throws SipParseException 400 when it is malformed
     */
    public Optional<Connection> connectionOf(MediaDescription section) throws SipParseException {
        Optional<Connection> own = section.connection();
        return own.isPresent() ? own : connection(lines);
    }

    /** The direction that holds for a media section: its own, that of the session, or sendrecv. */
    public Direction directionOf(MediaDescription section) {
        return section.direction().or(() -> direction(lines)).orElse(Direction.SENDRECV);
    }

    /** The value of the first session attribute of a name, "" when it has none; empty if absent. */
    public Optional<String> attribute(String name) {
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                return Optional.of(line.attributeValue());
            }
        }
        return Optional.empty();
    }

    /** The first active section of a kind. */
    public Optional<MediaDescription> active(String kind) {
        return media.stream().filter(m -> m.isActive() && m.kind().equals(kind)).findFirst();
    }

    /** The same description with another origin. */
    public SessionDescription withOrigin(Origin origin) {
        List<SdpLine> changed = new ArrayList<>(lines);
        changed.replaceAll(line -> line.type() == 'o' ? new SdpLine('o', origin.toString(), line.ending()) : line);
        return new SessionDescription(changed, media);
    }

    /** The same description with another connection of the session. */
    public SessionDescription withConnection(Connection connection) {
        return new SessionDescription(replaceConnection(lines, connection), media);
    }

    /** The same description with one media section replaced. */
    public SessionDescription withMedia(int index, MediaDescription section) {
        List<MediaDescription> changed = new ArrayList<>(media);
        changed.set(index, section);
        return new SessionDescription(lines, changed);
    }

    /** The description as it goes on the wire. */
    public byte[] toBytes() {
        WireBuffer out = new WireBuffer(1024);
        write(lines, out);
        for (MediaDescription section : media) {
            write(section.lines(), out);
        }
        return out.toBytes();
    }

    /** The description as wire text. */
    @Override
    public String toString() {
        byte[] octets = toBytes();
        return Octets.text(octets, 0, octets.length);
    }

    static Optional<Direction> direction(List<SdpLine> lines) {
        for (SdpLine line : lines) {
            if (line.type() == 'a') {
                for (Direction direction : Direction.values()) {
                    if (line.value().equals(direction.attribute())) {
                        return Optional.of(direction);
                    }
                }
            }
        }
        return Optional.empty();
    }

    static boolean isDirection(SdpLine line) {
        return direction(List.of(line)).isPresent();
    }

    static Optional<Connection> connection(List<SdpLine> lines) throws SipParseException {
        for (SdpLine line : lines) {
            if (line.type() == 'c') {
                return Optional.of(Connection.parse(line.value()));
            }
        }
        return Optional.empty();
    }

    /** Replaces the c= line, or adds one where the order of RFC 8866 §9 wants it. */
    static List<SdpLine> replaceConnection(List<SdpLine> lines, Connection connection) {
        List<SdpLine> changed = new ArrayList<>(lines);
        int place = 0;
        for (int i = 0; i < changed.size(); i++) {
            SdpLine line = changed.get(i);
            if (line.type() == 'c') {
                changed.set(i, new SdpLine('c', connection.toString(), line.ending()));
                return changed;
            }
            if ("vosiuepm".indexOf(line.type()) >= 0) {
                place = i + 1;
            }
        }
        if (place == changed.size()) {
            endLastLine(changed);
        }
        changed.add(place, SdpLine.of('c', connection.toString()));
        return changed;
    }

    static void endLastLine(List<SdpLine> lines) {
        int last = lines.size() - 1;
        if (last >= 0 && !lines.get(last).ending().endsWith("\n")) {
            lines.set(last, SdpLine.of(lines.get(last).type(), lines.get(last).value()));
        }
    }

    private static void write(List<SdpLine> lines, WireBuffer out) {
        for (SdpLine line : lines) {
            out.add(line.type()).add('=').add(line.value()).add(line.ending());
        }
    }
}
