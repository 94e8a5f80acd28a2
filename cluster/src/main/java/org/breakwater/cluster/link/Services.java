package org.breakwater.cluster.link;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.link.LinkException.Reason;
import org.breakwater.platform.link.LinkServices;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of this member by topic. */
public final class Services implements LinkServices {

    /** Under which name a member finds it in Hazelcast's user context. */
    public static final String CONTEXT_KEY = "breakwater.services";

    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Map<String, Service> byTopic = new ConcurrentHashMap<>();

    @Override
    public SharedMap.Subscription serve(String topic, Service service) {
        if (topic.length() > Frames.MAX_TOPIC || byTopic.putIfAbsent(topic, service) != null) {
            throw new IllegalStateException("topic " + topic + " is too long or has its service already");
        }
        return () -> byTopic.remove(topic, service);
    }

    /** Answers one question; whatever goes wrong is in the answer. */
    byte[] answer(byte[] frame) {
        Frames.Question question;
        try {
            question = Frames.question(frame);
        } catch (WireException e) {
            return Frames.refusal(Reason.FAILED, "the question cannot be read: " + e.getMessage());
        }
        Service service = byTopic.get(question.topic());
        if (service == null) {
            return Frames.refusal(Reason.UNKNOWN_SERVICE, "nobody answers topic " + question.topic() + " here");
        }
        try {
            byte[] answer = service.answer(question.body());
            return answer.length <= MainLink.MAX_BYTES
                    ? Frames.answer(answer)
                    : Frames.refusal(Reason.TOO_LARGE, "the answer has " + answer.length + " octets");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Frames.refusal(Reason.FAILED, "the server stops");
        } catch (Exception e) {
            LOG.warn("service {} failed: {}", question.topic(), e.toString());
            return Frames.refusal(Reason.FAILED, e.getMessage());
        }
    }
}
