package org.breakwater.media.transport;

import java.net.InetSocketAddress;
import org.breakwater.media.codec.AudioCodec;
import org.breakwater.media.codec.G711;
import org.breakwater.media.rtp.DtmfReceiver;
import org.breakwater.media.rtp.DtmfSender;
import org.breakwater.media.rtp.ReceptionStatistics;
import org.breakwater.media.rtp.RtpSource;
import org.breakwater.media.rtp.RtpView;
import org.breakwater.media.tone.SampleSource;
import org.breakwater.media.tone.ToneDetector;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;

/**
 * Audio both ways with one peer: sends a frame per frame time while started, counts and listens to what comes. Late
 * timers are made up for, so that the mean rate is exact; after a stall longer than {@link #MAX_CATCH_UP} frames the
 * missed frames are skipped instead. Belongs to one event loop.
 */
public final class AudioStream {

    /** Frames sent at once after a late timer, at most. */
    public static final int MAX_CATCH_UP = 10;

    private static final double LISTEN_HERTZ = 440;
    private static final int BLOCKS_OF_A_TONE = 5;
    private static final int MAX_FRAME_SAMPLES = 1920;

    private final Timers timers;
    private final TimeSource time;
    private final PacketOutput output;
    private final RtpSource source;
    private final RtpView view = new RtpView();
    private final short[] heard = new short[MAX_FRAME_SAMPLES];
    private final DtmfReceiver dtmf = new DtmfReceiver();
    private final ReceptionStatistics statistics = new ReceptionStatistics(G711.PCMU.clockRate());
    private final ToneDetector detector = new ToneDetector(G711.PCMU.clockRate(), LISTEN_HERTZ, BLOCKS_OF_A_TONE);
    private Sending sending;
    private AudioFormat agreed = new AudioFormat(G711.PCMU, G711.PCMU.payloadType(), -1, 20);
    private long sent;

    /** A stream that is silent and sends nothing yet. */
    public AudioStream(Timers timers, TimeSource time, PacketOutput output, RtpSource source) {
        this.timers = timers;
        this.time = time;
        this.output = output;
        this.source = source;
    }

    /** Begins to send, or goes on with another peer, format or sound. The first packet goes out at once. */
    public void start(InetSocketAddress peer, AudioFormat format, SampleSource sound) {
        stop();
        agreed = format;
        sending = new Sending(peer, format, sound);
        sending.tick();
    }

    /** Stops sending; what comes is still counted. */
    public void stop() {
        if (sending != null) {
            sending.timer.cancel();
            sending = null;
        }
    }

    /** Sends a key as telephone event; false when events were not agreed, nothing is being sent or too many wait. */
    public boolean press(char key) {
        return sending != null && agreed.telephoneEventType() >= 0 && sending.dtmf.press(key);
    }

    /** Takes a datagram that arrived; what is not RTP is ignored. */
    public void received(byte[] datagram, int offset, int length) {
        if (!view.wrap(datagram, offset, length)) {
            return;
        }
        statistics.received(view, time.monotonicNanos());
        if (view.payloadType() == agreed.telephoneEventType()) {
            dtmf.received(view);
            return;
        }
        AudioCodec codec = codecOf(view.payloadType());
        if (codec != null) {
            int count = codec.decode(view.data(), view.payloadStart(), view.payloadLength(), heard);
            detector.listen(heard, count);
        }
    }

    /** What has happened so far. */
    public AudioReport report() {
        return new AudioReport(
                sent,
                statistics.received(),
                statistics.lost(),
                statistics.jitterMillis(),
                detector.heard(),
                dtmf.keys());
    }

    private AudioCodec codecOf(int payloadType) {
        if (payloadType == agreed.payloadType()) {
            return agreed.codec();
        }
        if (payloadType == G711.PCMU.payloadType()) {
            return G711.PCMU;
        }
        return payloadType == G711.PCMA.payloadType() ? G711.PCMA : null;
    }

    /** One run of sending; a new start makes a new one. */
    private final class Sending {
        private final InetSocketAddress peer;
        private final AudioFormat format;
        private final SampleSource sound;
        private final DtmfSender dtmf;
        private final short[] frame;
        private final byte[] packet;
        private final long frameNanos;
        private long due;
        private boolean talkspurtBegins = true;
        private Timers.Timer timer = () -> {};

        Sending(InetSocketAddress peer, AudioFormat format, SampleSource sound) {
            this.peer = peer;
            this.format = format;
            this.sound = sound;
            this.dtmf = new DtmfSender(format.telephoneEventType(), format.samplesPerFrame());
            this.frame = new short[format.samplesPerFrame()];
            this.packet = new byte[RtpView.HEADER_LENGTH + 2 * frame.length];
            this.frameNanos = format.frameMillis() * 1_000_000L;
            this.due = time.monotonicNanos();
        }

        void tick() {
            long now = time.monotonicNanos();
            long behind = (now - due) / frameNanos;
            if (behind > MAX_CATCH_UP) {
                source.advance((int) Math.min(behind, Integer.MAX_VALUE / frame.length) * frame.length);
                due += behind * frameNanos;
                talkspurtBegins = true;
            }
            while (due <= now) {
                sendFrame();
                due += frameNanos;
            }
            timer = timers.schedule((due - now + 999_999L) / 1_000_000L, this::tick);
        }

        private void sendFrame() {
            int length;
            if (dtmf.isActive()) {
                length = dtmf.nextPacket(source, packet);
                talkspurtBegins = true;
            } else {
                sound.read(frame, frame.length);
                source.writeHeader(packet, format.payloadType(), talkspurtBegins);
                length = RtpView.HEADER_LENGTH
                        + format.codec().encode(frame, frame.length, packet, RtpView.HEADER_LENGTH);
                talkspurtBegins = false;
            }
            if (length > 0) {
                output.send(packet, length, peer);
                sent++;
            }
            source.advance(frame.length);
        }
    }
}
