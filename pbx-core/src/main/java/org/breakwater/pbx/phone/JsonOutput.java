package org.breakwater.pbx.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;

/** One JSON object per line for a program. */
final class JsonOutput implements PhoneOutput {

    private final PrintWriter out;
    private final TimeSource time;
    private final long startNanos;
    private final ObjectMapper mapper = new ObjectMapper();

    JsonOutput(PrintWriter out, TimeSource time) {
        this.out = out;
        this.time = time;
        this.startNanos = time.monotonicNanos();
    }

    @Override
    public void event(PhoneEvent event) {
        Map<String, Object> line = begin(event.name());
        line.put("text", event.text());
        line.putAll(event.details());
        print(line);
    }

    @Override
    public void summary(PhoneSummary summary) {
        Map<String, Object> line = begin("summary");
        line.put("result", summary.ok() ? "ok" : "failed");
        line.put("registered", summary.registered());
        line.put("rang", summary.rang());
        line.put("answered", summary.answered());
        line.put("endedBy", summary.endedBy());
        line.put("reason", summary.reason());
        line.put("talkMillis", summary.talkMillis());
        if (summary.audio() != null) {
            line.put("rtpSent", summary.audio().sent());
            line.put("rtpReceived", summary.audio().received());
            line.put("rtpLost", summary.audio().lost());
            line.put("jitterMillis", Math.round(summary.audio().jitterMillis() * 10) / 10.0);
            line.put("toneHeard", summary.audio().toneHeard());
            line.put("keysHeard", summary.audio().keys());
        }
        print(line);
    }

    private Map<String, Object> begin(String name) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", name);
        line.put("atMillis", (time.monotonicNanos() - startNanos) / 1_000_000L);
        return line;
    }

    private void print(Map<String, Object> line) {
        try {
            out.println(mapper.writeValueAsString(line));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }
}
