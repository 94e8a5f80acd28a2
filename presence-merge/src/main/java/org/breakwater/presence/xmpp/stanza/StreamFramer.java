package org.breakwater.presence.xmpp.stanza;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlNode;
import org.breakwater.presence.xml.XmlTree;

/**
 * Cuts the octets of a stream into its elements of the first level, however they arrive. It only finds where elements begin
 * and end; whether each is well-formed, the XML parser says, which is a new one for every stanza: so nothing that an XMPP user
 * invents, names of elements for instance, stays in memory. What RFC 6120 §11.1 forbids (comments, processing instructions,
 * document types) ends the stream. Not safe for several threads.
 *
 * <pre>
 *  PROLOG --header--&gt; BETWEEN --&lt;--&gt; ELEMENT --its end--&gt; BETWEEN
 *                     BETWEEN --end of the stream--&gt; ENDED
 * </pre>
 */
public final class StreamFramer {

    private static final XmlLimits HEADER = new XmlLimits(8192, 1, 1);
    private static final byte[] CDATA = "<![CDATA[".getBytes(StandardCharsets.US_ASCII);

    private enum Place {
        PROLOG,
        BETWEEN,
        ELEMENT,
        ENDED
    }

    /** Where within markup the next octet lies. */
    private enum Markup {
        TEXT,
        BEGUN,
        TAG,
        QUOTED,
        CDATA_START,
        CDATA,
        DECLARATION
    }

    private final int maxOctets;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(512);
    private Place place = Place.PROLOG;
    private Markup markup = Markup.TEXT;
    private boolean declared;
    private int depth;
    private boolean endTag;
    private int quote;
    private int matched;
    private int last;
    private int lastButOne;

    /**
     * @param maxOctets of one element; a longer one ends the stream
     */
    public StreamFramer(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /**
     * The elements that end within these octets, in order.
     *
     * @throws StreamException when the stream cannot be gone on with; the framer is of no use then
     */
    public List<StreamPiece> feed(byte[] octets) throws StreamException {
        List<StreamPiece> pieces = new ArrayList<>();
        for (byte octet : octets) {
            next(octet & 0xff, pieces);
        }
        return pieces;
    }

    private void next(int c, List<StreamPiece> pieces) throws StreamException {
        if (place == Place.ENDED) {
            throw new StreamException("not-well-formed", "something follows the end of the stream");
        }
        if (markup == Markup.TEXT && c != '<') {
            text(c);
            return;
        }
        if (piece.size() >= maxOctets) {
            throw new StreamException("policy-violation", "an element is longer than " + maxOctets + " octets");
        }
        piece.write(c);
        switch (markup) {
            case TEXT -> markup = Markup.BEGUN;
            case BEGUN -> begun(c);
            case TAG -> tag(c, pieces);
            case QUOTED -> markup = c == quote ? Markup.TAG : Markup.QUOTED;
            case CDATA_START -> cdataStart(c);
            case CDATA -> markup = c == '>' && last == ']' && lastButOne == ']' ? Markup.TEXT : Markup.CDATA;
            case DECLARATION -> declaration(c);
        }
        lastButOne = last;
        last = c;
    }

    private void text(int c) throws StreamException {
        if (place == Place.ELEMENT) {
            if (piece.size() >= maxOctets) {
                throw new StreamException("policy-violation", "an element is longer than " + maxOctets + " octets");
            }
            piece.write(c);
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            throw new StreamException("not-well-formed", "there is text between elements of the stream");
        }
    }

    private void begun(int c) throws StreamException {
        endTag = c == '/';
        if (c == '!' && place == Place.ELEMENT) {
            markup = Markup.CDATA_START;
            matched = 2;
        } else if (c == '?' && place == Place.PROLOG && !declared) {
            declared = true;
            markup = Markup.DECLARATION;
        } else if (c == '!' || c == '?') {
            throw forbidden();
        } else if (c == '>' || c == '<' || c == '"' || c == '\'') {
            throw new StreamException("not-well-formed", "a tag has no name");
        } else {
            markup = Markup.TAG;
        }
    }

    private static StreamException forbidden() {
        return new StreamException(
                "restricted-xml", "the stream has a comment, a processing instruction or a document type");
    }

    private void cdataStart(int c) throws StreamException {
        if (c != CDATA[matched]) {
            throw forbidden();
        }
        matched++;
        if (matched == CDATA.length) {
            markup = Markup.CDATA;
        }
    }

    private void declaration(int c) throws StreamException {
        if (c == '>') {
            if (last != '?') {
                throw new StreamException("not-well-formed", "the XML declaration is broken");
            }
            piece.reset();
            markup = Markup.TEXT;
        }
    }

    private void tag(int c, List<StreamPiece> pieces) throws StreamException {
        if (c == '"' || c == '\'') {
            quote = c;
            markup = Markup.QUOTED;
        } else if (c == '<') {
            throw new StreamException("not-well-formed", "a tag begins within a tag");
        } else if (c == '>') {
            markup = Markup.TEXT;
            ended(last == '/', pieces);
        }
    }

    private void ended(boolean empty, List<StreamPiece> pieces) throws StreamException {
        if (place == Place.PROLOG) {
            if (empty || endTag) {
                throw new StreamException("not-well-formed", "the stream ends where it should begin");
            }
            pieces.add(header(taken()));
            place = Place.BETWEEN;
        } else if (endTag && depth == 0) {
            taken();
            pieces.add(new StreamPiece.Closed());
            place = Place.ENDED;
        } else {
            depth += endTag ? -1 : empty ? 0 : 1;
            place = depth == 0 ? Place.BETWEEN : Place.ELEMENT;
            if (depth == 0) {
                pieces.add(new StreamPiece.Whole(taken()));
            }
        }
    }

    private String taken() throws StreamException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(piece.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new StreamException("unsupported-encoding", "the stream is not UTF-8");
        } finally {
            piece.reset();
        }
    }

    private static StreamPiece header(String tag) throws StreamException {
        try {
            XmlNode.Element stream = XmlTree.readFragment(tag.substring(0, tag.length() - 1) + "/>", Map.of(), HEADER);
            if (!stream.is(StreamNames.STREAMS, "stream")) {
                throw new StreamException("invalid-namespace", "the other side does not begin a stream of XMPP");
            }
            return new StreamPiece.Opened(stream.attribute("id"), stream.attribute("from"));
        } catch (DocumentException e) {
            throw new StreamException("not-well-formed", "the stream does not begin well: " + e.getMessage());
        }
    }
}
