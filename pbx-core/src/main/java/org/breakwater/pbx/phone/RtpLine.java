package org.breakwater.pbx.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.breakwater.media.codec.G711;
import org.breakwater.media.rtp.RtpSource;
import org.breakwater.media.tone.SampleSource;
import org.breakwater.media.tone.SineTone;
import org.breakwater.media.transport.AudioFormat;
import org.breakwater.media.transport.AudioReport;
import org.breakwater.media.transport.AudioStream;
import org.breakwater.media.transport.MediaLoop;
import org.breakwater.media.transport.RtpSocket;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.sdp.AudioCodec;
import org.breakwater.sip.sdp.AudioEndpoint;
import org.breakwater.sip.sdp.Direction;
import org.breakwater.sip.sdp.NegotiatedAudio;
import org.breakwater.sip.sdp.OfferAnswer;
import org.breakwater.sip.sdp.Origin;
import org.breakwater.sip.sdp.SessionDescription;

/** Audio over RTP: one socket, one stream, G.711, a tone of 440 Hz or silence. */
final class RtpLine implements AudioLine, AutoCloseable {

    private static final double TONE_HERTZ = 440;
    private static final double TONE_DB = -12;
    private static final int FRAME_MILLIS = 20;

    private final MediaLoop loop = new MediaLoop("phone-media");
    private final Executor signalling;
    private final SampleSource sound;
    private final RtpSocket socket;
    private final AudioStream stream;
    private final long sessionId;
    private AudioEndpoint endpoint;
    private long version;
    private String agreed = "nothing";

    /**
     * Opens the socket; waits for the kernel.
     *
     * @param address our address, as the peer shall send to
     * @param signalling runs tasks on the signalling worker
     * @throws IOException when no port of the range is free
     */
    RtpLine(InetAddress address, PortRange ports, boolean tone, Executor signalling, RandomGenerator random)
            throws IOException {
        this.signalling = signalling;
        this.sound = tone ? new SineTone(G711.PCMU.clockRate(), TONE_DB, TONE_HERTZ) : SampleSource.SILENCE;
        this.sessionId = random.nextLong(1, Integer.MAX_VALUE);
        try {
            Receiver receiver = new Receiver();
            socket = RtpSocket.bind(loop, address, ports.first(), ports.last(), receiver);
            RtpSource source = new RtpSource(random.nextInt(), random.nextInt(), random.nextInt());
            stream = new AudioStream(loop.timers(), TimeSource.system(), socket, source);
            receiver.stream = stream;
        } catch (IOException e) {
            loop.close();
            throw e;
        }
        endpoint = new AudioEndpoint(
                origin(),
                Addresses.text(address),
                socket.local().getPort(),
                List.of(AudioCodec.PCMU, AudioCodec.PCMA),
                Direction.SENDRECV);
    }

    /** UDP ports to choose from, both inclusive. */
    record PortRange(int first, int last) {}

    @Override
    public byte[] offer() {
        return OfferAnswer.offer(nextVersion()).toBytes();
    }

    @Override
    public Optional<byte[]> answer(byte[] offer) {
        try {
            Optional<OfferAnswer.Answer> answer = OfferAnswer.answer(SessionDescription.parse(offer), nextVersion());
            answer.ifPresent(a -> begin(a.audio()));
            return answer.map(a -> a.description().toBytes());
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean conclude(byte[] answer) {
        try {
            Optional<NegotiatedAudio> audio = OfferAnswer.conclude(endpoint, SessionDescription.parse(answer));
            audio.ifPresent(this::begin);
            return audio.isPresent();
        } catch (SipParseException e) {
            return false;
        }
    }

    @Override
    public String agreed() {
        return agreed;
    }

    @Override
    public void finish(Consumer<AudioReport> report) {
        loop.execute(() -> {
            stream.stop();
            AudioReport result = stream.report();
            signalling.execute(() -> report.accept(result));
        });
    }

    @Override
    public void close() {
        socket.close();
        loop.close();
    }

    private void begin(NegotiatedAudio audio) {
        InetAddress address = Addresses.numeric(audio.remoteAddress());
        agreed = audio.codec() + " with " + audio.remoteAddress() + ':' + audio.remotePort();
        if (!audio.direction().sends() || address == null) {
            agreed += " (on hold)";
            loop.execute(stream::stop);
            return;
        }
        InetSocketAddress peer = new InetSocketAddress(address, audio.remotePort());
        G711 codec = audio.codec() == AudioCodec.PCMU ? G711.PCMU : G711.PCMA;
        AudioFormat format = new AudioFormat(codec, audio.payloadType(), audio.telephoneEvent(), FRAME_MILLIS);
        loop.execute(() -> stream.start(peer, format, sound));
    }

    private AudioEndpoint nextVersion() {
        version++;
        endpoint = endpoint.withOrigin(origin(endpoint.address()));
        return endpoint;
    }

    private Origin origin() {
        return origin(Addresses.text(socket.local().getAddress()));
    }

    private Origin origin(String address) {
        return Origin.of(sessionId, Math.max(1, version), address);
    }

    /** Takes datagrams to the stream; both live on the media loop. */
    private static final class Receiver implements RtpSocket.Listener {
        private volatile AudioStream stream;

        @Override
        public void received(byte[] datagram, int offset, int length, InetSocketAddress from) {
            if (stream != null) {
                stream.received(datagram, offset, length);
            }
        }
    }
}
