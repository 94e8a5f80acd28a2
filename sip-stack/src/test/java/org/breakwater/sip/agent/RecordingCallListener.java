package org.breakwater.sip.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.sip.dialog.ReferTo;

/** Writes down what a call tells. */
final class RecordingCallListener implements CallListener {

    private final List<String> log = new ArrayList<>();
    private String answer = "answer";

    List<String> log() {
        return log;
    }

    void refuseOffers() {
        answer = null;
    }

    @Override
    public void progress(int status, String reason, byte[] description) {
        log.add("progress " + status);
    }

    @Override
    public void established(byte[] description) {
        log.add("established " + text(description));
    }

    @Override
    public Optional<byte[]> offered(byte[] offer) {
        log.add("offered " + text(offer));
        return Optional.ofNullable(answer).map(a -> a.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean transferRequested(ReferTo referTo) {
        log.add("transfer to " + referTo.uri());
        return answer != null;
    }

    @Override
    public void transferProgress(int status) {
        log.add("transfer " + status);
    }

    @Override
    public void ended(CallEnd end) {
        log.add("ended " + end.by() + (end.failure() == null ? "" : " " + end.failure()));
    }

    private static String text(byte[] octets) {
        return octets == null ? "nothing" : new String(octets, StandardCharsets.US_ASCII);
    }
}
