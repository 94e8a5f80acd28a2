package org.breakwater.pbx.phone;

import java.io.PrintWriter;
import java.util.Locale;

/** Lines for a person. */
final class TextOutput implements PhoneOutput {

    private final PrintWriter out;

    TextOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void event(PhoneEvent event) {
        out.println(event.text());
        out.flush();
    }

    @Override
    public void summary(PhoneSummary summary) {
        out.println();
        line("registration", summary.registered() ? "ok" : "no");
        line("ringing", yesNo(summary.rang()));
        line("answered", yesNo(summary.answered()));
        if (summary.audio() != null) {
            out.printf(
                    Locale.ROOT,
                    "%-14s sent %d packets, received %d, lost %d, jitter %.1f ms%n",
                    "RTP",
                    summary.audio().sent(),
                    summary.audio().received(),
                    summary.audio().lost(),
                    summary.audio().jitterMillis());
            line("tone heard", yesNo(summary.audio().toneHeard()));
            if (!summary.audio().keys().isEmpty()) {
                line("keys heard", summary.audio().keys());
            }
        }
        if (summary.endedBy() != null) {
            line("ended by", who(summary.endedBy()));
        }
        line("result", summary.ok() ? "ok" : "failed: " + summary.reason());
        out.flush();
    }

    private void line(String name, String value) {
        out.printf(Locale.ROOT, "%-14s %s%n", name, value);
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static String who(String endedBy) {
        return switch (endedBy) {
            case "local" -> "this phone";
            case "remote" -> "the other side";
            default -> "a failure";
        };
    }
}
