package org.breakwater.pbx.presence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.publication.PublishOutcome;
import org.breakwater.presence.publication.PublishRequest;
import org.breakwater.presence.publication.PublishedBody;
import org.breakwater.presence.publication.PublishedEvent;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.script.module.presence.PresenceRequest;
import org.breakwater.script.module.presence.RpcPublication;
import org.breakwater.sip.message.DeltaSeconds;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/** Answers PUBLISH (RFC 3903 §6). Any thread. */
final class Publishing {

    private final PublicationStore store;
    private final UserNames names;

    Publishing(PublicationStore store, UserNames names) {
        this.store = store;
        this.names = names;
    }

    PresenceReply publish(PresenceRequest request, EventPackages packages) {
        SipMessage message = request.message();
        PublishedEvent event =
                packages.named(message).flatMap(EventPackages.Named::published).orElse(null);
        if (event == null) {
            return badEvent(packages);
        }
        PublishedBody body = null;
        if (message.bodyLength() > 0) {
            if (!event.contentType().equalsIgnoreCase(mediaType(message))) {
                return PresenceReply.of(415, "Unsupported Media Type").with("Accept", event.contentType());
            }
            try {
                body = event.accept(octets(message));
            } catch (DocumentException e) {
                return PresenceReply.of(400, "Bad Document")
                        .with("Warning", "399 breakwater " + quoted(e.getMessage()));
            }
        }
        String ifMatch = message.header(HeaderName.SIP_IF_MATCH);
        return answer(store.publish(new PublishRequest(
                names.entity(request.presentity()),
                event.name(),
                ifMatch == null ? "" : ifMatch.trim(),
                DeltaSeconds.parseInt(message.header(HeaderName.EXPIRES), -1),
                Source.SIP,
                body)));
    }

    /** What a command publishes: with an id it stays one publication, without it is as a PUBLISH. */
    PresenceReply publish(RpcPublication p, EventPackages packages) {
        PublishedEvent event = packages.published().get(p.event());
        if (event == null) {
            return badEvent(packages);
        }
        PublishedBody body = null;
        if (!p.body().isEmpty()) {
            if (!event.contentType().equalsIgnoreCase(p.contentType())) {
                return PresenceReply.of(415, "The Content Type Is " + event.contentType());
            }
            try {
                body = event.accept(p.body().getBytes(StandardCharsets.UTF_8));
            } catch (DocumentException e) {
                return PresenceReply.of(400, e.getMessage());
            }
        }
        String entity = names.entity(p.presentity());
        if (p.id().isEmpty()) {
            return answer(
                    store.publish(new PublishRequest(entity, p.event(), p.etag(), p.expires(), Source.RPC, body)));
        }
        String id = "rpc-" + p.id();
        if (p.expires() == 0) {
            store.remove(p.event(), entity, id);
        } else if (body == null) {
            return PresenceReply.of(400, "Missing Body");
        } else {
            store.put(p.event(), entity, id, Source.RPC, body, p.expires());
        }
        return PresenceReply.of(200, "OK").with("Expires", Integer.toString(p.expires()));
    }

    static PresenceReply badEvent(EventPackages packages) {
        return PresenceReply.of(489, "Bad Event").with("Allow-Events", packages.list());
    }

    private static String mediaType(SipMessage message) {
        String type = message.header(HeaderName.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].trim();
    }

    private static byte[] octets(SipMessage message) {
        return Arrays.copyOfRange(message.buffer(), message.bodyStart(), message.bodyStart() + message.bodyLength());
    }

    private static String quoted(String text) {
        String plain =
                text.replaceAll("[^\\x20-\\x7e]", "?").replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + plain + '"';
    }

    private static PresenceReply answer(PublishOutcome outcome) {
        if (outcome instanceof PublishOutcome.Accepted a) {
            return PresenceReply.of(200, "OK")
                    .with("Expires", Integer.toString(a.expiresSeconds()))
                    .with("SIP-ETag", a.etag());
        }
        if (outcome instanceof PublishOutcome.IntervalTooBrief b) {
            return PresenceReply.of(423, "Interval Too Brief")
                    .with("Min-Expires", Integer.toString(b.minExpiresSeconds()));
        }
        return outcome.status() == 412
                ? PresenceReply.of(412, "Conditional Request Failed")
                : PresenceReply.of(outcome.status(), "Missing Body");
    }
}
